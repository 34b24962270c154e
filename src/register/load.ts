import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { type RowFormat, readRegisterRows } from '../inquiry/rows.ts';
import { boxKey } from '../keys/sealed-box.ts';
import { ENOUGH_STREETS } from '../matching/known-streets.ts';
import { MATCHING_VERSION } from '../matching/pairs.ts';
import type { Store } from '../store/connection.ts';
import { adopt, type LoadSession, openLoadSession } from '../store/loading.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { mapped } from '../store/unavailable.ts';
import { cutBlocks, type LinesBlock } from './blocks.ts';
import { checkCorrectionHeader } from './correction-rows.ts';
import { type Crew, startCrew } from './crew.ts';
import type { LoadScope } from './evaluate-row.ts';
import type { LoadKeys, RowsDone, WorkerStart } from './jobs.ts';
import { type AllMerged, type MergeOptions, mergeAll } from './merge-all.ts';
import { openReport, type Report } from './report.ts';

/** How far a load is. `total` is null where it is not known. */
export type LoadProgress = (stage: 'rows' | 'pages', done: number, total: number | null) => void;

/** What a load and a correction need. */
export interface LoadSettings {
  readonly store: Store;
  readonly dataDir: string;
  /** Wiped when the load ends. */
  readonly keys: LoadKeys;
  readonly totalBytes: number | null;
  readonly scope: LoadScope;
  /** Called in the transaction that puts the snapshot in use: enters it in the log. */
  readonly enter: (client: ClientBase, snapshot: Snapshot) => Promise<void>;
  readonly progress: LoadProgress;
  readonly now: Date;
  /** For tests of the load itself: another way to evaluate rows, another threshold. */
  readonly evaluator?: string;
  readonly enoughStreets?: number;
}

export interface LoadOptions extends LoadSettings {
  readonly rows: AsyncIterable<Uint8Array>;
  readonly format: RowFormat;
}

export interface Loaded {
  readonly snapshot: Snapshot;
  /** File with the rejected rows: line and reason, no personal data. */
  readonly report: string;
  /** How many rows were rejected for each reason. */
  readonly reasons: ReadonlyMap<string, number>;
}

/**
 * Loads a register: rows become fingerprints on all cores, then pages of a shadow table, which is renamed in together
 * with its entry in the log. The snapshot in use answers until that moment; a load that fails or is killed leaves it
 * untouched. Memory stays under 1.5 GB however large the file.
 * Throws FileRefused for a file that cannot be read at all, Unavailable for a full disk or a lost database.
 */
export async function loadRegister(options: LoadOptions): Promise<Loaded> {
  return await duringLoad(options, async (place) => {
    const report = openReport(options.dataDir, place.session.number);
    const crew = await startCrew(workerStarts(options, options.format, place.folder, new Set()));
    try {
      const read = await spoolRows(options, options.format, crew, report);
      const merged = await mergeAll(await crew.finish(), mergeOptions(options, place, crew, report, 'added'));
      const rejected = read.rows - read.loaded + merged.repeated;
      const rows = { rows: read.rows, loaded: read.rows - rejected, rejected };
      return await putInUse(options, place, report, { ...rows, ...merged.counts });
    } finally {
      report.close();
      await crew.end();
    }
  });
}

/** Where a load works. */
export interface LoadPlace {
  readonly session: LoadSession;
  /** For temporary files; empty. */
  readonly folder: string;
}

/** Runs `work` as the only load; whatever happens, its temporary files go and its keys are wiped. */
export async function duringLoad<T>(options: LoadSettings, work: (place: LoadPlace) => Promise<T>): Promise<T> {
  return await mapped(async () => {
    const session = await openLoadSession(options.store);
    const folder = freshFolder(options.dataDir);
    try {
      return await work({ session, folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
      for (const key of Object.values(options.keys) as Uint8Array[]) key.fill(0);
      await session.close();
    }
  });
}

export function mergeOptions(
  options: LoadSettings,
  place: LoadPlace,
  crew: Crew,
  report: Report,
  entries: MergeOptions['entries'],
): MergeOptions {
  return {
    crew,
    session: place.session,
    enoughStreets: options.enoughStreets ?? ENOUGH_STREETS,
    report,
    sealing: boxKey(options.keys.sealing),
    entries,
    progress: (done, total) => options.progress('pages', done, total),
  };
}

type Counts = AllMerged['counts'] & Pick<Snapshot, 'rows' | 'loaded' | 'rejected'>;

/** Renames the finished pages in, together with the snapshot's entry in the log. */
export async function putInUse(
  options: LoadSettings,
  { session }: LoadPlace,
  report: Report,
  counts: Counts,
): Promise<Loaded> {
  const { epoch, fields, levels } = options.scope;
  const about = {
    number: session.number,
    epoch,
    standardiser: MATCHING_VERSION,
    fields,
    levels,
    loadedAt: options.now,
  };
  const snapshot: Snapshot = { ...about, ...counts };
  await adopt(options.store, snapshot, options.enter);
  return { snapshot, report: report.path, reasons: report.reasons };
}

/** An empty folder for this load; what a killed load left goes. INVARIANT: only one load runs (the session's lock). */
function freshFolder(dataDir: string): string {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(FOLDER)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  const folder = join(dataDir, FOLDER);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

const FOLDER = 'register-load';

/** WHY one for a small file: starting a worker takes longer than reading it. */
const SMALL_BYTES = 2 << 20;

export function workerStarts(
  options: LoadSettings,
  format: WorkerStart['format'],
  folder: string,
  skip: ReadonlySet<number>,
): WorkerStart[] {
  const { keys, scope, evaluator, totalBytes } = options;
  const small = totalBytes !== null && totalBytes < SMALL_BYTES;
  const module = evaluator ?? new URL('./evaluate-row.ts', import.meta.url).href;
  const names = Array.from({ length: small ? 1 : availableParallelism() }, (_, i) => `worker-${i}`);
  return names.map((name) => ({ evaluator: module, scope, format, skip, folder, name, keys }));
}

/** What the lines of a file came to. */
export type Read = Omit<RowsDone, 'rejected'>;

/** Sends the file's blocks to the crew, a few ahead; the report is written in the order of the file. */
export async function spoolRows(
  options: LoadSettings & { readonly rows: AsyncIterable<Uint8Array> },
  format: WorkerStart['format'],
  crew: Crew,
  report: Report,
): Promise<Read> {
  const sum = { rows: 0, loaded: 0, added: 0, removed: 0 };
  const under: Promise<void>[] = [];
  let written: Promise<void> = Promise.resolve();
  for await (const block of checkedBlocks(options.rows, format)) {
    const before = written;
    const done = crew.run({ kind: 'rows', header: block.header, lines: block.lines, firstLine: block.firstLine });
    written = done.then(async (read) => {
      await before;
      for (const name of ['rows', 'loaded', 'added', 'removed'] as const) sum[name] += read[name];
      report.add(read.rejected);
      options.progress('rows', block.read, options.totalBytes);
    });
    under.push(written);
    written.catch(() => undefined); // awaited below; a failure is thrown there
    if (under.length > 2 * crew.size) await under.shift();
  }
  await Promise.all(under);
  return sum;
}

/** The file's blocks. The first line is read here once, so that a file that cannot be read at all is refused at once. */
async function* checkedBlocks(
  rows: AsyncIterable<Uint8Array>,
  format: WorkerStart['format'],
): AsyncGenerator<LinesBlock> {
  let first = true;
  for await (const block of cutBlocks(rows, format === 'ndjson' ? 'ndjson' : 'csv')) {
    if (first) await readStart(format === 'ndjson' ? block.lines.slice(0, 4) : block.header, format);
    first = false;
    yield block;
  }
  if (first) await readStart(new Uint8Array(0), format);
}

async function readStart(bytes: Uint8Array, format: WorkerStart['format']): Promise<void> {
  if (format === 'corrections') return await checkCorrectionHeader(bytes);
  for await (const row of readRegisterRows(one(bytes), format)) void row;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
