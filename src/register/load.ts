import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { type RowFormat, readRegisterRows } from '../inquiry/rows.ts';
import { STANDARDISER_VERSION } from '../matching/address.ts';
import { ENOUGH_STREETS } from '../matching/known-streets.ts';
import type { Store } from '../store/connection.ts';
import { adopt, type LoadSession, openLoadSession } from '../store/loading.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { mapped } from '../store/unavailable.ts';
import { cutBlocks, type LinesBlock } from './blocks.ts';
import { type Crew, startCrew } from './crew.ts';
import type { LoadScope } from './evaluate-row.ts';
import type { LoadKeys, WorkerStart } from './load-worker.ts';
import { mergeAll } from './merge-all.ts';
import { openReport, type Report } from './report.ts';

/** How far a load is. `total` is null where it is not known. */
export type LoadProgress = (stage: 'rows' | 'pages', done: number, total: number | null) => void;

export interface LoadOptions {
  readonly store: Store;
  readonly dataDir: string;
  /** Wiped when the load ends. */
  readonly keys: LoadKeys;
  readonly rows: AsyncIterable<Uint8Array>;
  readonly totalBytes: number | null;
  readonly format: RowFormat;
  readonly scope: LoadScope;
  /** Called in the transaction that puts the snapshot in use: enters it in the log. */
  readonly enter: (client: ClientBase, snapshot: Snapshot) => Promise<void>;
  readonly progress: LoadProgress;
  readonly now: Date;
  /** For tests of the load itself: another way to evaluate rows, another threshold. */
  readonly evaluator?: string;
  readonly enoughStreets?: number;
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
  return await mapped(async () => {
    const session = await openLoadSession(options.store);
    const folder = freshFolder(options.dataDir);
    const report = openReport(options.dataDir, session.number);
    try {
      return await loadUnder(options, session, folder, report);
    } finally {
      report.close();
      rmSync(folder, { recursive: true, force: true });
      for (const key of Object.values(options.keys) as Uint8Array[]) key.fill(0);
      await session.close();
    }
  });
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

async function loadUnder(options: LoadOptions, session: LoadSession, folder: string, report: Report): Promise<Loaded> {
  const crew = await startCrew(workerStarts(options, folder));
  try {
    const read = await spoolRows(options, crew, report);
    const merged = await mergeAll(await crew.finish(), {
      crew,
      session,
      enoughStreets: options.enoughStreets ?? ENOUGH_STREETS,
      report,
      progress: (done, total) => options.progress('pages', done, total),
    });
    const { scope } = options;
    const snapshot: Snapshot = {
      number: session.number,
      epoch: scope.epoch,
      standardiser: STANDARDISER_VERSION,
      fields: scope.fields,
      levels: scope.levels,
      rows: read.rows,
      loaded: read.loaded - merged.repeated,
      rejected: read.rows - read.loaded + merged.repeated,
      loadedAt: options.now,
      ...merged.counts,
    };
    await adopt(options.store, snapshot, options.enter);
    return { snapshot, report: report.path, reasons: report.reasons };
  } finally {
    await crew.end();
  }
}

/** WHY one for a small file: starting a worker takes longer than reading it. */
const SMALL_BYTES = 2 << 20;

function workerStarts(options: LoadOptions, folder: string): WorkerStart[] {
  const { keys, scope, format, evaluator, totalBytes } = options;
  const small = totalBytes !== null && totalBytes < SMALL_BYTES;
  const module = evaluator ?? new URL('./evaluate-row.ts', import.meta.url).href;
  const names = Array.from({ length: small ? 1 : availableParallelism() }, (_, i) => `worker-${i}`);
  return names.map((name) => ({ evaluator: module, scope, format, folder, name, keys }));
}

/** Sends the file's blocks to the crew, a few ahead; the report is written in the order of the file. */
async function spoolRows(options: LoadOptions, crew: Crew, report: Report): Promise<{ rows: number; loaded: number }> {
  const sum = { rows: 0, loaded: 0 };
  const under: Promise<void>[] = [];
  let written: Promise<void> = Promise.resolve();
  for await (const block of checkedBlocks(options)) {
    const before = written;
    const done = crew.run({ kind: 'rows', header: block.header, lines: block.lines, firstLine: block.firstLine });
    written = done.then(async ({ rows, loaded, rejected }) => {
      await before;
      sum.rows += rows;
      sum.loaded += loaded;
      report.add(rejected);
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
async function* checkedBlocks({ rows, format }: LoadOptions): AsyncGenerator<LinesBlock> {
  let first = true;
  for await (const block of cutBlocks(rows, format)) {
    if (first) await readOnce(format === 'csv' ? block.header : block.lines.slice(0, 4), format);
    first = false;
    yield block;
  }
  if (first) await readOnce(new Uint8Array(0), format);
}

async function readOnce(bytes: Uint8Array, format: RowFormat): Promise<void> {
  for await (const row of readRegisterRows(one(bytes), format)) void row;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
