import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createHmacs } from '../keys/hmac.ts';
import { boxKey } from '../keys/sealed-box.ts';
import { sha256 } from '../keys/sha256.ts';
import { errorCode } from '../store/unavailable.ts';
import type { evaluateRow } from './evaluate-row.ts';
import type { Job, MergeDone, MergeJob, RestoreJob, SpoolIndexes, WorkerStart } from './jobs.ts';
import { restoreEntries } from './journal-read.ts';
import { type JournalKey, openJournal, sealJournal } from './journal-seal.ts';
import { KEYED_RECORD, RECORD, SPOOL_KINDS, type SpoolKind, WIDTH, WRITTEN } from './layout.ts';
import { mergePart } from './merge.ts';
import { missingLines } from './missing.ts';
import { readCorrectionBlock, readRegisterBlock } from './read-block.ts';
import { openRowSink } from './row-batch.ts';
import { openSpool, readPart, type SpoolWriter } from './spool.ts';

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
  const merge = (job: MergeJob): MergeDone => {
    const merged = mergePart(job.part, readPart(job.spools), job.rule);
    const place = { snapshot: job.snapshot, kind: 'entry', part: job.part } as const;
    return { ...merged, journal: sealJournal(sealing, place, merged.journal), digest: sha256(merged.pages) };
  };
  const work = async (job: Job): Promise<unknown> => {
    if (job.kind === 'finish') return finish();
    if (job.kind === 'merge') return merge(job);
    if (job.kind === 'check') return missingLines(readPart(job.spools));
    if (job.kind === 'restore') return restore(job, sealing, spools);
    return start.format === 'corrections'
      ? await readCorrectionBlock(job, start, evaluate, sink.write)
      : await readRegisterBlock(job, { ...start, format: start.format }, evaluate, sink.write);
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

/** Gives the register of the journal back to the spools, as if its rows had been read: with row 0. */
function restore(job: RestoreJob, sealing: JournalKey, spools: Record<SpoolKind, SpoolWriter>): void {
  const { part, snapshot, sealed, pages } = job;
  const opened = (kind: SpoolKind): Uint8Array => {
    const piece = sealed[kind];
    return piece === null ? new Uint8Array(0) : openJournal(sealing, { snapshot, kind, part }, piece);
  };
  restoreEntries(opened('entry'), pages, (entry) => spools.entry.add(part, entry, 0));
  const written = opened('written');
  for (let at = 0; at < written.length; at += WRITTEN.width) spools.written.add(part, written, at);
  const ids = opened('record');
  const record = new Uint8Array(RECORD.width);
  for (let at = 0; at < ids.length; at += KEYED_RECORD) {
    record.set(ids.subarray(at, at + KEYED_RECORD));
    spools.record.add(part, record, 0);
  }
}

if (parentPort !== null) await main(workerData as WorkerStart);
