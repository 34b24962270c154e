/** A file of inquiries answered row by row, in its order; a row that cannot be read is refused and stops no other. */
import { createReadStream } from 'node:fs';
import { prepare } from '../decision/ask.ts';
import type { Submission } from '../decision/submission.ts';
import { type Row, readRows } from '../inquiry/rows.ts';
import type { Terms } from '../terms/terms.ts';
import type { Gateway } from './gateway.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import type { InquiryFile } from './inquiry-file.ts';
import { answer } from './path.ts';

/** One answered row; `line` counts from 1, `problem` and `column` say what could not be read. */
export interface AnsweredRow {
  readonly line: number;
  readonly answer: Answer;
  readonly column: string;
  readonly problem: string;
}

/** Rows in a tick: enough that one commit is shared by many, few enough that an order takes effect at once. */
const TICK = 500;

/** Answers a file. Every answer yielded is durable. Throws FileRefused before the first row; Unavailable in between: run it again then. */
export async function* answerFile(
  gateway: Gateway,
  terms: Terms,
  submission: Submission,
  file: InquiryFile,
): AsyncGenerator<AnsweredRow[]> {
  for await (const rows of ticksOf(readRows(createReadStream(file.path, { highWaterMark: 1 << 18 }), file.format))) {
    const inquiries = rows.map((row) => inquiryOf(row, terms, submission));
    const answers = await answer(gateway, inquiries);
    yield rows.map((row, i) => answeredRow(row, answers[i] as Answer));
  }
}

async function* ticksOf(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let tick: Row[] = [];
  for await (const row of rows) {
    tick.push(row);
    if (tick.length < TICK) continue;
    yield tick;
    tick = [];
  }
  if (tick.length > 0) yield tick;
}

/** A row as the path takes it. */
export function inquiryOf(row: Row, terms: Terms, submission: Submission): Inquiry {
  const agreement = terms.agreement.id;
  if (row.kind === 'unreadable') return { kind: 'unreadable', agreement, submission, row };
  return { kind: 'question', agreement, submission, asked: prepare(row.question, terms, submission) };
}

function answeredRow(row: Row, given: Answer): AnsweredRow {
  const spoilt = row.kind === 'unreadable' ? { column: row.column, problem: row.problem } : { column: '', problem: '' };
  return { line: row.line, answer: given, ...spoilt };
}
