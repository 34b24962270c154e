/** Every receipt of an answer file, checked against an exported log: it holds, and says what its row says. */
import { parse } from 'csv-parse/sync';
import type { ReadLogFile } from '../audit/log-files.ts';
import { verifyReceipt } from '../audit/verify-receipt.ts';
import { sha256, verifyEd25519 } from '../keys/sha256.ts';
import { parseShortReceipt } from '../log/receipt.ts';
import type { VerifierKey } from '../log/verifier-key.ts';
import { ANSWER_HEADER } from './answers.ts';
import { BadInput } from './failure.ts';
import { receiptFrom } from './log-folder.ts';
import { progress } from './progress.ts';

interface AnswerRow {
  readonly reference: string;
  readonly outcome: string;
  readonly ground: string;
  readonly receipt: string;
}

/** `problems`: the row of the file (the header is row 1) and what is wrong with it. Held rows have no receipt yet. */
export interface AnswersVerified {
  readonly rows: number;
  readonly receipts: number;
  readonly held: number;
  readonly problems: readonly { readonly row: number; readonly problem: string }[];
}

export const isAnswerFile = (text: string): boolean => text.startsWith(ANSWER_HEADER);

/** Throws BadInput where the file is no CSV. `key` is the log's verifier key. */
export async function verifyAnswers(text: string, read: ReadLogFile, key: VerifierKey): Promise<AnswersVerified> {
  const rows = answerRows(text);
  const files = remembered(read);
  const shown = progress('checking receipts', rows.length);
  const problems: { row: number; problem: string }[] = [];
  let held = 0;
  for (const [i, row] of rows.entries()) {
    const problem = await rowProblem(row, files, key);
    if (row.outcome === '' && row.receipt === '') held += 1;
    if (problem !== null) problems.push({ row: i + 2, problem });
    shown.at(i + 1);
  }
  shown.end();
  return { rows: rows.length, receipts: rows.length - held, held, problems };
}

function answerRows(text: string): AnswerRow[] {
  try {
    return parse(text, { columns: true }) as AnswerRow[];
  } catch {
    throw new BadInput(
      'the answer file is no CSV with columns reference, outcome, ground, receipt; answer the inquiries again',
    );
  }
}

async function rowProblem(row: AnswerRow, read: ReadLogFile, key: VerifierKey): Promise<string | null> {
  if (row.outcome === '')
    return row.receipt === '' && row.ground === 'held' ? null : 'a row without an outcome is held and has no receipt';
  const short = parseShortReceipt(row.receipt);
  const whole = short.ok ? await receiptFrom(read, short.value) : short;
  const verified = whole.ok ? verifyReceipt(whole.value, { log: key }, { sha256, verifyEd25519 }) : whole;
  if (!verified.ok) return verified.problem;
  const { outcome, ground } = verified.value.part;
  return outcome === row.outcome && ground === row.ground ? null : 'the row says something else than its receipt';
}

const REMEMBERED = 2000;

/** Files of the log that were read a moment ago are not read again. */
function remembered(read: ReadLogFile): ReadLogFile {
  const known = new Map<string, ReturnType<ReadLogFile>>();
  return (path) => {
    const found = known.get(path) ?? read(path);
    if (known.size >= REMEMBERED) known.clear();
    known.set(path, found);
    return found;
  };
}
