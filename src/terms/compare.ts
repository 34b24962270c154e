/** Two versions of an agreement side by side. */
import type { Agreement } from './agreement.ts';

/** One difference. `before` or `after` is null where the path is in one version only; otherwise the JSON writing of the value. */
export interface Difference {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Every leaf that differs, by path in order. Lists whose order alone changed differ place by place. */
export function compareAgreements(before: Agreement, after: Agreement): Difference[] {
  const [old, fresh] = [leaves(before), leaves(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return paths
    .map((path) => ({ path, before: old.get(path) ?? null, after: fresh.get(path) ?? null }))
    .filter((each) => each.before !== each.after);
}

function leaves(value: unknown, path = '', found: Map<string, string> = new Map()): Map<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) found.set(path, JSON.stringify(value));
  for (const [key, inner] of entries) leaves(inner, path === '' ? key : `${path}.${key}`, found);
  return found;
}
