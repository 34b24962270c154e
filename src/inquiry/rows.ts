/** Files of inquiries and of register rows, CSV or NDJSON, one record a line. Design section 5. */
import { QUESTION_FIELDS, REGISTER_FIELDS } from './fields.ts';
import { FileRefused } from './file-problem.ts';
import { type Layout, readHeader } from './header.ts';
import { type LineBlock, readLines, type SpoiltLine } from './lines.ts';
import { type Question, questionFromJson, questionFromValues } from './question.ts';
import { type RegisterRow, registerRowFromValues } from './register-row.ts';
import { type LineRead, readCsvLine, readJsonLine, referenceBefore, type Shape, type Spoilt } from './row-text.ts';
import { referenceRecord, type Seen } from './seen.ts';

export type RowFormat = 'csv' | 'ndjson';

/** A row that could not be read: where, what to do, and its reference where that much could be read. */
export type Unreadable = { kind: 'unreadable'; line: number } & Spoilt;
export type Row = { kind: 'question'; line: number; question: Question } | Unreadable;
export type RegisterLine = { kind: 'record'; line: number; record: RegisterRow } | Unreadable;

const ADDRESS_COLUMNS = ['delivery_line', 'address'];
const NAME_COLUMNS = ['surname', 'given_name'];

const QUESTIONS: Shape<Question> = {
  fields: QUESTION_FIELDS,
  required: { all: ['reference'], anyOf: [NAME_COLUMNS, ADDRESS_COLUMNS] },
  nameOf: (question) => question.reference,
  fromValues: questionFromValues,
  fromNested: (value) => {
    const read = questionFromJson(value);
    return read.ok ? read.question : { column: read.path, problem: read.problem };
  },
};

const REGISTER: Shape<RegisterRow> = {
  fields: REGISTER_FIELDS,
  required: { all: ['record_id'], anyOf: [NAME_COLUMNS, ADDRESS_COLUMNS] },
  nameOf: (record) => record.record_id,
  fromValues: registerRowFromValues,
  fromNested: null,
};

/** Every row of an inquiry file, in its order. Throws FileRefused before the first row only; a bad row is a value. */
export async function* readRows(chunks: AsyncIterable<Uint8Array>, format: RowFormat): AsyncGenerator<Row> {
  for await (const lines of readRecords(chunks, format, QUESTIONS)) {
    for (const { line, read } of lines) {
      yield read.ok ? { kind: 'question', line, question: read.record } : { kind: 'unreadable', line, ...read.spoilt };
    }
  }
}

/** Every row of a register file, in its order, as `readRows` does. */
export async function* readRegisterRows(
  chunks: AsyncIterable<Uint8Array>,
  format: RowFormat,
): AsyncGenerator<RegisterLine> {
  for await (const lines of readRecords(chunks, format, REGISTER)) {
    for (const { line, read } of lines) {
      yield read.ok ? { kind: 'record', line, record: read.record } : { kind: 'unreadable', line, ...read.spoilt };
    }
  }
}

interface Placed<T> {
  readonly line: number;
  readonly read: LineRead<T>;
}

async function* readRecords<T extends object>(
  chunks: AsyncIterable<Uint8Array>,
  format: RowFormat,
  shape: Shape<T>,
): AsyncGenerator<Placed<T>[]> {
  const seen = referenceRecord();
  let layout: Layout | null = null;
  let empty = true;
  for await (const block of readLines(chunks)) {
    const header = empty && format === 'csv';
    if (header) layout = headerOf(block, shape);
    empty = false;
    yield placedLines(block, header ? 1 : 0, (text) => once(readLine(text, layout, shape), shape, seen));
  }
  if (empty) refuseEmpty();
}

function refuseEmpty(): never {
  const message = 'The file is empty. Send a file with at least one line.';
  throw new FileRefused({ kind: 'empty', line: 0, column: '', message });
}

function headerOf<T>(block: LineBlock, shape: Shape<T>): Layout {
  const line = block.lines[0] as string | SpoiltLine;
  if (typeof line === 'string') return readHeader(line, shape.fields, shape.required);
  const kind = line.byte === 0 ? 'line-too-long' : 'encoding';
  throw new FileRefused({ kind, line: 1, column: '', message: `The first line cannot be read: ${line.problem}.` });
}

/** Empty lines are no rows. */
function placedLines<T>(block: LineBlock, from: number, read: (text: string | SpoiltLine) => LineRead<T>): Placed<T>[] {
  const placed: Placed<T>[] = [];
  for (let i = from; i < block.lines.length; i++) {
    const text = block.lines[i] as string | SpoiltLine;
    if (text === '') continue;
    placed.push({ line: block.first + i, read: read(text) });
  }
  return placed;
}

function readLine<T extends object>(line: string | SpoiltLine, layout: Layout | null, shape: Shape<T>): LineRead<T> {
  if (typeof line === 'string') return layout === null ? readJsonLine(line, shape) : readCsvLine(line, layout, shape);
  const reference = layout === null ? '' : referenceBefore(line.before, layout, shape);
  return {
    ok: false,
    spoilt: { column: line.byte === 0 ? '' : `byte ${line.byte}`, problem: line.problem, reference },
  };
}

/** A reference names one row of a file: the second row under it is unreadable, so that no answer is ambiguous. */
function once<T>(read: LineRead<T>, shape: Shape<T>, seen: (reference: string) => Seen): LineRead<T> {
  if (!read.ok) return read;
  const reference = shape.nameOf(read.record);
  const verdict = seen(reference);
  if (verdict === 'new') return read;
  const column = shape.fields[0]?.name ?? '';
  const again = `${column} has been used by an earlier line; give each row its own`;
  const problem = verdict === 'again' ? again : 'the file has too many rows; split it';
  return { ok: false, spoilt: { column, problem, reference } };
}
