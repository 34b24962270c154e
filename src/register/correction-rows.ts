import { FileRefused } from '../inquiry/file-problem.ts';
import { readLines } from '../inquiry/lines.ts';
import type { RegisterRow } from '../inquiry/register-row.ts';
import { type RegisterLine, readRegisterRows } from '../inquiry/rows.ts';
import { splitLine } from '../inquiry/split.ts';

/**
 * One line of a correction file (CSV): `record_id`, the columns of a register file for the new writing, and the same
 * with `old_` before their names for the writing on file. An old writing left empty adds a record; a new one left empty
 * removes it.
 */
export type CorrectionLine =
  | {
      readonly kind: 'correction';
      readonly line: number;
      readonly old: RegisterRow | null;
      readonly now: RegisterRow | null;
    }
  | { readonly kind: 'unreadable'; readonly line: number; readonly why: string };

const OLD = 'old_';

/** Cells of the two halves of a line; null where a half is empty but for record_id. */
interface Halves {
  readonly old: string | null;
  readonly now: string | null;
}

/** Every line after the header. Throws FileRefused for a header that is not one of a correction file. */
export async function* readCorrections(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CorrectionLine> {
  let columns: string[] | null = null;
  for await (const block of readLines(chunks)) {
    const split = block.lines.map((line) => (typeof line === 'string' ? splitLine(line) : null));
    const from = columns === null ? 1 : 0;
    columns ??= split[0]?.ok ? split[0].cells.map((cell) => cell.trim()) : [];
    const names = columns;
    const halves = split.map((line) =>
      line?.ok && line.cells.length === names.length ? halvesOf(names, line.cells) : null,
    );
    const old = await readHalf(
      names.filter(isOld),
      halves.slice(from).map((half) => half?.old ?? null),
    );
    const now = await readHalf(
      names.filter(isNew),
      halves.slice(from).map((half) => half?.now ?? null),
    );
    for (const [i, half] of halves.slice(from).entries()) {
      const line = block.first + from + i;
      if (block.lines[from + i] === '') continue;
      yield half === null
        ? { kind: 'unreadable', line, why: 'unreadable: the line does not have the cells of the header' }
        : joined(line, half, old[i], now[i]);
    }
  }
}

const isOld = (name: string): boolean => name.startsWith(OLD) || name === 'record_id';
const isNew = (name: string): boolean => !name.startsWith(OLD);

function halvesOf(names: readonly string[], cells: readonly string[]): Halves {
  const half = (of: (name: string) => boolean): string | null => {
    const own = cells.filter((_, i) => of(names[i] as string));
    const empty = cells.every((cell, i) => names[i] === 'record_id' || !of(names[i] as string) || cell.trim() === '');
    return empty ? null : quoted(own);
  };
  return { old: half(isOld), now: half(isNew) };
}

function quoted(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/** Reads one half of every line as register rows; by position, undefined where the half is empty. */
async function readHalf(
  names: readonly string[],
  lines: readonly (string | null)[],
): Promise<(RegisterLine | undefined)[]> {
  const header = names.map((name) => (name.startsWith(OLD) ? name.slice(OLD.length) : name)).join(',');
  const text = [header, ...lines.map((line) => line ?? '')].join('\n');
  const read: (RegisterLine | undefined)[] = lines.map(() => undefined);
  for await (const row of readRegisterRows(one(new TextEncoder().encode(`${text}\n`)), 'csv')) read[row.line - 2] = row;
  return read;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function joined(
  line: number,
  half: Halves,
  old: RegisterLine | undefined,
  now: RegisterLine | undefined,
): CorrectionLine {
  for (const [name, read] of [
    ['old', old],
    ['new', now],
  ] as const) {
    if (read?.kind === 'unreadable')
      return { kind: 'unreadable', line, why: `unreadable: ${name} writing: ${read.column}: ${read.problem}` };
  }
  if (half.old === null && half.now === null)
    return { kind: 'unreadable', line, why: 'unreadable: both writings are empty' };
  const record = (read: RegisterLine | undefined): RegisterRow | null => (read?.kind === 'record' ? read.record : null);
  return { kind: 'correction', line, old: record(old), now: record(now) };
}

/** Refuses a file whose header is not one of a correction file. */
export async function checkCorrectionHeader(header: Uint8Array): Promise<void> {
  for await (const line of readCorrections(one(header))) void line;
  if (new TextDecoder().decode(header).includes(OLD)) return;
  const message =
    'The file has no column for the writing on file. Name them like those of a register file with old_ before: old_surname, old_delivery_line.';
  throw new FileRefused({ kind: 'missing-column', line: 1, column: OLD, message });
}
