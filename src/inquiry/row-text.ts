/** One line of a file into one record, or into what is wrong with it. */
import { characterProblem, type Field, type FieldProblem, fieldProblem } from './fields.ts';
import { absent, firstCharacterProblem } from './flat.ts';
import type { Layout, Required } from './header.ts';
import { readJson } from './json-text.ts';
import { quotableName } from './nearest.ts';
import { splitLine } from './split.ts';

/** What a kind of file holds. The first field names the record. */
export interface Shape<T> {
  readonly fields: readonly Field[];
  readonly required: Required;
  readonly nameOf: (record: T) => string;
  readonly fromValues: (values: readonly string[]) => T | FieldProblem;
  /** For a line of JSON that is not flat; null where the kind has no such shape. */
  readonly fromNested: null | ((value: object) => T | FieldProblem);
}

/** `column` is a column's name or position, '' for the whole line; `reference` is '' where it could not be read. */
export interface Spoilt {
  readonly column: string;
  readonly problem: string;
  readonly reference: string;
}

export type LineRead<T> = { readonly ok: true; readonly record: T } | { readonly ok: false; readonly spoilt: Spoilt };

function spoilt<T>(column: string, problem: string, reference = ''): LineRead<T> {
  return { ok: false, spoilt: { column, problem, reference } };
}

function settled<T extends object>(read: T | FieldProblem, reference: () => string): LineRead<T> {
  return 'problem' in read ? spoilt(read.column, read.problem, reference()) : { ok: true, record: read as T };
}

/** One CSV line under the header's layout. */
export function readCsvLine<T extends object>(line: string, layout: Layout, shape: Shape<T>): LineRead<T> {
  const split = splitLine(line);
  const values = placed(split.cells, layout, shape);
  const { length } = split.cells;
  if (split.ok && length === layout.length) {
    const character = characterProblem(line) === null ? null : firstCharacterProblem(shape.fields, values);
    return settled(character ?? shape.fromValues(values), () => readableReference(shape, values));
  }
  const column = columnName(Math.min(length, layout.length), layout, shape);
  const problem = split.ok ? countProblem(length, layout.length) : `${column} ${split.problem}`;
  return spoilt(column, problem, readableReference(shape, values));
}

function placed<T>(cells: readonly string[], layout: Layout, shape: Shape<T>): string[] {
  const values = absent(shape.fields);
  for (let i = 0; i < layout.length && i < cells.length; i++) values[layout[i] as number] = (cells[i] as string).trim();
  return values;
}

function countProblem(cells: number, columns: number): string {
  const what = cells < columns ? 'too few' : 'too many';
  return `the line has ${what} columns: ${cells}, the header ${columns}; quote a cell that holds a comma`;
}

/** The reference of a line of which only the text before a broken byte could be read, '' where that does not reach it. */
export function referenceBefore<T>(before: string, layout: Layout, shape: Shape<T>): string {
  const { cells, ok } = splitLine(before);
  return readableReference(shape, placed(ok ? cells.slice(0, -1) : cells, layout, shape));
}

/** The name of a column of the file, or its position where the header has none there. */
function columnName<T>(at: number, layout: Layout, shape: Shape<T>): string {
  const field = layout[at];
  return field === undefined ? `column ${at + 1}` : (shape.fields[field] as Field).name;
}

function readableReference<T>(shape: Shape<T>, values: readonly string[]): string {
  const value = values[0] as string;
  return isReadable(shape.fields[0] as Field, value) ? value : '';
}

function isReadable(field: Field, value: string): boolean {
  return fieldProblem(field, value) === null && characterProblem(value) === null;
}

/** One NDJSON line: the nested shape of one record where the kind has one, or the flat shape with the columns of the CSV. */
export function readJsonLine<T extends object>(line: string, shape: Shape<T>): LineRead<T> {
  const read = readJson(line);
  if (!read.ok) return spoilt('', read.problem);
  const { value } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return spoilt('', 'the line is not a JSON object');
  const reference = () => referenceIn(value, shape);
  if (shape.fromNested !== null && Object.values(value).some((each) => typeof each === 'object')) {
    return settled(shape.fromNested(value), reference);
  }
  const values = flatValues(value, shape.fields);
  if (!Array.isArray(values)) return spoilt(values.column, values.problem, reference());
  return settled(firstCharacterProblem(shape.fields, values) ?? shape.fromValues(values), reference);
}

function referenceIn<T>(value: object, shape: Shape<T>): string {
  const first = shape.fields[0] as Field;
  const reference: unknown = Object.hasOwn(value, first.name) ? (value as Record<string, unknown>)[first.name] : '';
  return typeof reference === 'string' && isReadable(first, reference.trim()) ? reference.trim() : '';
}

/** Texts, and true or false where the field is one of those; null counts as absent. */
function flatValues(value: object, fields: readonly Field[]): string[] | FieldProblem {
  const values = absent(fields);
  for (const [name, given] of Object.entries(value)) {
    const at = fields.findIndex((field) => field.name === name);
    if (at < 0)
      return {
        column: quotableName(name).slice(1, -1),
        problem: `the line holds an unknown field ${quotableName(name)}`.trimEnd(),
      };
    const text = textOf(given, fields[at] as Field);
    if (text === null) return { column: name, problem: `${name} must be a text` };
    values[at] = text;
  }
  return values;
}

function textOf(given: unknown, field: Field): string | null {
  if (given === null) return '';
  if (typeof given === 'boolean') return field.kind === 'yes-no' ? String(given) : null;
  return typeof given === 'string' ? given.trim() : null;
}
