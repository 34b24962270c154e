/** The header line of a CSV file: which field each column holds. A bad header refuses the whole file. */
import type { Field } from './fields.ts';
import { type FileProblemKind, FileRefused } from './file-problem.ts';
import { nearestName, quotableName } from './nearest.ts';
import { splitLine } from './split.ts';

/** What a kind of file must have: every name of `all`, and for each list of `anyOf` one of its names. */
export interface Required {
  readonly all: readonly string[];
  readonly anyOf: readonly (readonly string[])[];
}

/** For each column of the file the position of its field in the field list. */
export type Layout = readonly number[];

function refuse(kind: FileProblemKind, column: string, message: string): never {
  throw new FileRefused({ kind, line: 1, column, message });
}

/** Reads the header. Case and surrounding spaces are of no account. Throws FileRefused. */
export function readHeader(line: string, fields: readonly Field[], required: Required): Layout {
  const names = fields.map((field) => field.name);
  const written = headerCells(line);
  const cells = written.map((cell) => cell.trim().toLowerCase());
  checkSeparator(written, cells, names);
  cells.forEach((cell, at) => {
    if (!names.includes(cell)) refuseUnknown((written[at] as string).trim(), at, names);
    if (cells.indexOf(cell) < at)
      refuse('duplicate-column', cell, `Column ${at + 1}, "${cell}", stands twice in the header. Remove one.`);
  });
  checkRequired(cells, required);
  return cells.map((cell) => names.indexOf(cell));
}

function headerCells(line: string): readonly string[] {
  if (line.includes('\r'))
    refuse('line-ends', '', 'The lines end in a lone carriage return. Save the file with LF or CR LF line ends.');
  const split = splitLine(line);
  if (split.ok) return split.cells;
  return refuse(
    'bad-header',
    String(split.cells.length + 1),
    `Column ${split.cells.length + 1} of the header ${split.problem}.`,
  );
}

/** WHY: a file without a header starts with a person, whose name must not be repeated in a message. */
function checkSeparator(written: readonly string[], cells: readonly string[], names: readonly string[]): void {
  if (cells.some((cell) => names.includes(cell))) return;
  const other = written.length === 1 ? [';', '\t', '|'].find((mark) => written[0]?.includes(mark)) : undefined;
  if (other !== undefined)
    refuse('separator', '', 'The columns are not separated by commas. Save the file as CSV with commas.');
  refuse(
    'no-header',
    '',
    `The first line names no known column. Begin the file with a header such as "${names.slice(0, 4).join(',')}".`,
  );
}

function refuseUnknown(written: string, at: number, names: readonly string[]): never {
  const nearest = nearestName(written, names);
  const quoted = quotableName(written);
  const name = quoted === '' ? '' : `, ${quoted},`;
  return refuse(
    'unknown-column',
    quoted === '' ? String(at + 1) : written,
    `Column ${at + 1}${name} is not known. The nearest known column is "${nearest}". Rename or remove it.`,
  );
}

function checkRequired(cells: readonly string[], required: Required): void {
  for (const name of required.all) {
    if (!cells.includes(name)) refuse('missing-column', name, `The header lacks the column "${name}". Add it.`);
  }
  for (const names of required.anyOf) {
    if (names.some((name) => cells.includes(name))) continue;
    refuse(
      'missing-column',
      names[0] ?? '',
      `The header lacks all of ${names.map((name) => `"${name}"`).join(', ')}. Add at least one.`,
    );
  }
}
