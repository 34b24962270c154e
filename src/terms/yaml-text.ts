/** Reads YAML text into a checked shape; every problem names its line. */
import { type Document, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';

/** One thing wrong with a text. `line` counts from 1; `path` is dotted, '' for the whole text. */
export interface Problem {
  line: number;
  path: string;
  message: string;
}

export type YamlRead<T> =
  | { ok: true; value: T; lineOf: (path: readonly PropertyKey[]) => number }
  | { ok: false; problems: Problem[] };

const LONGEST = 262_144;

/**
 * Parses (YAML 1.2, keys unique, no aliases) and checks against the schema. Total: broken YAML, unknown keys and wrong types are problems.
 */
export function readYaml<T>(text: string, schema: z.ZodType<T>): YamlRead<T> {
  if (text.length > LONGEST)
    return { ok: false, problems: [{ line: 1, path: '', message: `is longer than ${LONGEST} characters` }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2' });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0)
    return {
      ok: false,
      problems: broken.map((each) => ({
        line: lines.linePos(each.pos[0]).line,
        path: '',
        message: firstLine(each.message),
      })),
    };
  const lineOf = (path: readonly PropertyKey[]): number => lineAt(document, lines, path);
  const value = plain(document);
  if (value === ALIASES)
    return { ok: false, problems: [{ line: 1, path: '', message: 'uses aliases; write the values out' }] };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data, lineOf };
  return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, lineOf, document)) };
}

const ALIASES = Symbol('aliases');

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return ALIASES;
  }
}

const firstLine = (message: string): string => message.split('\n')[0] ?? '';

function problemsOf(
  issue: z.core.$ZodIssue,
  lineOf: (path: readonly PropertyKey[]) => number,
  document: Document,
): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      line: lineOf([...issue.path, key]),
      path: dotted([...issue.path, key]),
      message: 'is no known key; remove it or correct its spelling',
    }));
  }
  const missing = issue.path.length > 0 && !document.hasIn(issue.path);
  return [{ line: lineOf(issue.path), path: dotted(issue.path), message: missing ? 'is missing' : issue.message }];
}

export function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/** The line of the key that the path ends in, or of the nearest part of the path that is there. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== null) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => String((item.key as Node | null)?.toString() ?? '') === String(last));
    return startOf(pair?.key);
  }
  return startOf(document.getIn([...path], true));
}

function startOf(node: unknown): number | null {
  return isNode(node) && node.range ? node.range[0] : null;
}
