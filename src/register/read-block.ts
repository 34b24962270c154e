import type { RegisterRow } from '../inquiry/register-row.ts';
import { type RowFormat, readRegisterRows } from '../inquiry/rows.ts';
import { readCorrections } from './correction-rows.ts';
import type { evaluateRow } from './evaluate-row.ts';
import type { RowsDone, RowsJob, WorkerStart } from './jobs.ts';
import { TAKEN_OUT } from './layout.ts';
import type { StandingRow } from './row-batch.ts';

type Evaluate = typeof evaluateRow;
type Write = (rows: readonly StandingRow[]) => void;

const BATCH = 512;

/** Reads whole lines of a register file. */
export async function readRegisterBlock(
  job: RowsJob,
  { format, scope }: WorkerStart & { readonly format: RowFormat },
  evaluate: Evaluate,
  write: Write,
): Promise<RowsDone> {
  const rejected: { line: number; why: string }[] = [];
  let batch: StandingRow[] = [];
  let rows = 0;
  for await (const read of readRegisterRows(chunksOf(job), format)) {
    rows++;
    const line = lineOf(job, read.line);
    if (read.kind === 'unreadable') {
      rejected.push({ line, why: `unreadable: ${read.column === '' ? '' : `${read.column}: `}${read.problem}` });
      continue;
    }
    const evaluated = evaluate(read.record, scope);
    if (evaluated.kind === 'rejected') rejected.push({ line, why: evaluated.why });
    else batch.push({ line, row: read.record, inputs: evaluated.inputs, marks: 0, record: 'added' });
    if (batch.length < BATCH) continue;
    write(batch);
    batch = [];
  }
  write(batch);
  const loaded = rows - rejected.length;
  return { rows, loaded, added: loaded, removed: 0, rejected };
}

/** Reads whole lines of a correction file: a line stands only when both its writings do. */
export async function readCorrectionBlock(
  job: RowsJob,
  { scope, skip }: WorkerStart,
  evaluate: Evaluate,
  write: Write,
): Promise<RowsDone> {
  const done = { rows: 0, loaded: 0, added: 0, removed: 0 };
  const rejected: { line: number; why: string }[] = [];
  const standing: StandingRow[] = [];
  for await (const read of readCorrections(chunksOf(job))) {
    done.rows++;
    const line = lineOf(job, read.line);
    if (skip.has(line)) continue;
    if (read.kind === 'unreadable') {
      rejected.push({ line, why: read.why });
      continue;
    }
    const halves: StandingRow[] = [];
    const why = [...half(line, 'old', read.old, read.now), ...half(line, 'new', read.now, read.old)];
    for (const one of why) if (typeof one !== 'string') halves.push(one);
    const problem = why.find((one) => typeof one === 'string');
    if (problem !== undefined) {
      rejected.push({ line, why: problem });
      continue;
    }
    standing.push(...halves);
    done.loaded++;
    if (read.old === null) done.added++;
    if (read.now === null) done.removed++;
  }
  for (let from = 0; from < standing.length; from += BATCH) write(standing.slice(from, from + BATCH));
  return { ...done, rejected };

  function half(
    line: number,
    name: 'old' | 'new',
    row: RegisterRow | null,
    other: RegisterRow | null,
  ): (StandingRow | string)[] {
    if (row === null) return [];
    const evaluated = evaluate(row, scope);
    if (evaluated.kind === 'rejected') return [`${name} writing: ${evaluated.why}`];
    const marks = name === 'old' ? TAKEN_OUT : 0;
    const record = other !== null ? 'stays' : name === 'old' ? 'removed' : 'added';
    return [{ line, row, inputs: evaluated.inputs, marks, record }];
  }
}

/** Number in the file of a line of the block. */
function lineOf({ header, firstLine }: RowsJob, inBlock: number): number {
  return inBlock - 1 - (header.length === 0 ? 0 : 1) + firstLine;
}

async function* chunksOf({ header, lines }: RowsJob): AsyncGenerator<Uint8Array> {
  if (header.length > 0) yield header;
  yield lines;
}
