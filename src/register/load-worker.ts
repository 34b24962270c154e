import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type RowFormat, readRegisterRows } from '../inquiry/rows.ts';
import { createHmacs } from '../keys/hmac.ts';
import { boxKey, sealBox } from '../keys/sealed-box.ts';
import { sha256 } from '../keys/sha256.ts';
import { errorCode } from '../store/unavailable.ts';
import type { evaluateRow, LoadScope } from './evaluate-row.ts';
import { SPOOL_KINDS, type SpoolKind, WIDTH } from './layout.ts';
import { type Merged, type MergeRule, mergePart } from './merge.ts';
import { openRowSink, type StandingRow } from './row-batch.ts';
import { openSpool, type PartPlaces, readPart, type SpoolIndex, type SpoolWriter } from './spool.ts';

/** What a worker of a load is started with. */
export interface WorkerStart {
  /** Module that exports `evaluateRow` (evaluate-row.ts but in tests of the load itself). */
  readonly evaluator: string;
  readonly scope: LoadScope;
  readonly format: RowFormat;
  readonly folder: string;
  readonly name: string;
  readonly keys: LoadKeys;
}

/** 32 bytes each: the pair's two keys, the key of the journal's values, and the key that seals the journal. */
export interface LoadKeys {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly journal: Uint8Array;
  readonly sealing: Uint8Array;
}

export type Job =
  | { readonly kind: 'rows'; readonly header: Uint8Array; readonly lines: Uint8Array; readonly firstLine: number }
  | { readonly kind: 'finish' }
  | {
      readonly kind: 'merge';
      readonly part: number;
      readonly spools: readonly PartPlaces[];
      readonly rule: MergeRule;
      readonly place: string;
    };

export interface RowsDone {
  readonly rows: number;
  readonly loaded: number;
  readonly rejected: readonly { readonly line: number; readonly why: string }[];
}

export interface MergeDone extends Merged {
  /** SHA-256 of `pages`. */
  readonly digest: Uint8Array;
}

export type SpoolIndexes = Readonly<Record<SpoolKind, SpoolIndex>>;

const BATCH = 512;

async function main(start: WorkerStart): Promise<void> {
  const { evaluateRow: evaluate } = (await import(start.evaluator)) as { evaluateRow: typeof evaluateRow };
  const hmacs = createHmacs([start.keys.first, start.keys.second, start.keys.journal]);
  const sealing = boxKey(start.keys.sealing);
  for (const key of Object.values(start.keys) as Uint8Array[]) key.fill(0);
  const spools = openSpools(start);
  const sink = openRowSink(hmacs, spools);
  const finish = (): SpoolIndexes => {
    sink.finish();
    hmacs.forget();
    return { entry: spools.entry.finish(), written: spools.written.finish(), record: spools.record.finish() };
  };
  const merge = (job: Job & { kind: 'merge' }): MergeDone => {
    const merged = mergePart(job.part, readPart(job.spools), job.rule);
    const associated = new TextEncoder().encode(`countersign-journal/v1\n${job.place}\npart ${job.part}`);
    return { ...merged, journal: sealBox(sealing, associated, merged.journal), digest: sha256(merged.pages) };
  };
  const work = async (job: Job): Promise<unknown> => {
    if (job.kind === 'finish') return finish();
    if (job.kind === 'merge') return merge(job);
    return await readBlock(job, start, evaluate, sink.write);
  };
  parentPort?.on('message', (job: Job) => {
    work(job).then(
      (done) => parentPort?.postMessage({ done }, transfers(done)),
      (error: unknown) => parentPort?.postMessage({ failed: failedOf(error) }),
    );
  });
  parentPort?.postMessage({ done: 'ready' });
}

/** Errors lose their code between threads. */
function failedOf(error: unknown): { message: string; code: string } {
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), code: errorCode(error) };
}

function openSpools({ folder, name }: WorkerStart): Record<SpoolKind, SpoolWriter> {
  const open = (kind: SpoolKind): SpoolWriter => openSpool(join(folder, `${name}-${kind}`), WIDTH[kind]);
  return Object.fromEntries(SPOOL_KINDS.map((kind) => [kind, open(kind)])) as Record<SpoolKind, SpoolWriter>;
}

function transfers(done: unknown): ArrayBuffer[] {
  if (typeof done !== 'object' || done === null || !('pages' in done) || !(done.pages instanceof Uint8Array)) return [];
  return [done.pages.buffer as ArrayBuffer];
}

type RowsJob = Job & { kind: 'rows' };

/** Reads whole lines of the file; `firstLine` is the number of the first of them. */
async function readBlock(
  job: RowsJob,
  { format, scope }: WorkerStart,
  evaluate: typeof evaluateRow,
  write: (rows: readonly StandingRow[]) => void,
): Promise<RowsDone> {
  const before = job.header.length === 0 ? 0 : 1;
  const rejected: { line: number; why: string }[] = [];
  let batch: StandingRow[] = [];
  let rows = 0;
  for await (const read of readRegisterRows(chunksOf(job), format)) {
    rows++;
    const line = read.line - 1 - before + job.firstLine;
    if (read.kind === 'unreadable') {
      rejected.push({ line, why: `unreadable: ${read.column === '' ? '' : `${read.column}: `}${read.problem}` });
      continue;
    }
    const evaluated = evaluate(read.record, scope);
    if (evaluated.kind === 'rejected') rejected.push({ line, why: evaluated.why });
    else batch.push({ line, row: read.record, inputs: evaluated.inputs, marks: 0 });
    if (batch.length < BATCH) continue;
    write(batch);
    batch = [];
  }
  write(batch);
  return { rows, loaded: rows - rejected.length, rejected };
}

async function* chunksOf({ header, lines }: RowsJob): AsyncGenerator<Uint8Array> {
  if (header.length > 0) yield header;
  yield lines;
}

if (parentPort !== null) await main(workerData as WorkerStart);
