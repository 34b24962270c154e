import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { MATCHING_VERSION } from '../matching/pairs.ts';
import { readJournal } from '../store/journal.ts';
import { readPages } from '../store/pages.ts';
import { currentSnapshot, type Snapshot } from '../store/snapshot.ts';
import { type Crew, startCrew } from './crew.ts';
import type { SpoolIndexes } from './jobs.ts';
import { PARTS } from './layout.ts';
import {
  duringLoad,
  type Loaded,
  type LoadPlace,
  type LoadSettings,
  mergeOptions,
  putInUse,
  spoolRows,
  workerStarts,
} from './load.ts';
import { mergeAll, REPEATED, readKind } from './merge-all.ts';
import { settleRecords } from './repeated.ts';
import { openReport } from './report.ts';
import { placesOf } from './spool.ts';

export interface CorrectOptions extends Omit<LoadSettings, 'scope'> {
  /** The file from its start, each time it is called: lines that do not stand are found first, then it is read anew. */
  readonly rows: () => AsyncIterable<Uint8Array>;
  readonly thisYear: string;
}

/** A correction cannot be made on the snapshot in use; the message says what to do. */
export class NotCorrectable extends Error {
  override readonly name = 'NotCorrectable';
}

const NOT_ON_FILE = 'the old writing is not on file as it is given';

/**
 * Corrects the snapshot in use from a file of old and new writings. What the load journal tells is spooled as if its
 * rows were read again, the corrections are added to it, and the rest is the load itself: so a load plus corrections
 * equals a full load of the corrected register byte for byte. A line whose old writing is not on file is reported and
 * does nothing.
 */
export async function correctRegister(options: CorrectOptions): Promise<Loaded> {
  return await duringLoad({ ...options, scope: NO_SCOPE }, async (place) => {
    const client = await options.store.loader.connect();
    try {
      const base = await correctable(client);
      const skip = new Map<number, string>();
      for (;;) {
        const loaded = await attempt(options, place, { client, base, skip });
        if (loaded !== null) return loaded;
        for (const name of readdirSync(place.folder)) rmSync(join(place.folder, name));
      }
    } finally {
      client.release();
    }
  });
}

const NO_SCOPE: LoadSettings['scope'] = { epoch: 0, fields: [], levels: [], thisYear: '' };

async function correctable(client: PoolClient): Promise<Snapshot> {
  const base = await currentSnapshot(client);
  if (base === null) throw new NotCorrectable('No register is loaded. Load the whole register first.');
  if (base.standardiser === MATCHING_VERSION) return base;
  throw new NotCorrectable('The register in use was loaded by another version. Load the whole register again.');
}

interface Attempt {
  readonly client: PoolClient;
  readonly base: Snapshot;
  /** Lines that do not stand, and why; grows until all others stand. */
  readonly skip: Map<number, string>;
}

/** The corrected register, or null when further lines were found not to stand. */
async function attempt(
  options: CorrectOptions,
  place: LoadPlace,
  { client, base, skip }: Attempt,
): Promise<Loaded | null> {
  const { epoch, fields, levels } = base;
  const scope = { epoch, fields, levels, thisYear: options.thisYear } as LoadSettings['scope'];
  const settings = { ...options, scope, rows: options.rows() };
  const report = openReport(options.dataDir, place.session.number);
  const crew = await startCrew(workerStarts(settings, 'corrections', place.folder, new Set(skip.keys())));
  try {
    report.add(Array.from(skip, ([line, why]) => ({ line, why })));
    await restoreAll(crew, client, base);
    const read = await spoolRows(settings, 'corrections', crew, report);
    const spools = await crew.finish();
    const before = skip.size;
    await findMissing(crew, spools, skip);
    if (skip.size > before) return null;
    const merged = await mergeAll(spools, mergeOptions(settings, place, crew, report, 'added-and-taken-out'));
    const loaded = base.loaded + read.added - read.removed;
    const rejected = read.rows - read.loaded;
    return await putInUse(settings, place, report, { rows: loaded + rejected, loaded, rejected, ...merged.counts });
  } finally {
    report.close();
    await crew.end();
  }
}

/** Spools the register as the journal tells it. */
async function restoreAll(crew: Crew, client: PoolClient, base: Snapshot): Promise<void> {
  const under: Promise<unknown>[] = [];
  const pagesOfPart = 2 ** (base.bucketBits - 8);
  for (let part = 0; part < PARTS; part++) {
    const firstBucket = part * pagesOfPart;
    const tails = await readPages(client, base.number, firstBucket, firstBucket + pagesOfPart);
    const sealed = {
      entry: await readJournal(client, base.number, 'entry', part),
      written: await readJournal(client, base.number, 'written', part),
      record: await readJournal(client, base.number, 'record', part),
    };
    const pages = { bucketBits: base.bucketBits, firstBucket, tails };
    const job = crew.run({ kind: 'restore', part, snapshot: base.number, pages, sealed });
    job.catch(() => undefined); // awaited below
    under.push(job);
    if (under.length > crew.size) await under.shift();
  }
  await Promise.all(under);
}

/** Adds the lines whose old writing is not on file, and those that add a record that is. */
async function findMissing(crew: Crew, spools: readonly SpoolIndexes[], skip: Map<number, string>): Promise<void> {
  const entries = spools.map((spool) => spool.entry);
  for (let part = 0; part < PARTS; part++) {
    for (const line of await crew.run({ kind: 'check', spools: placesOf(entries, part) })) skip.set(line, NOT_ON_FILE);
    for (const line of settleRecords(readKind(spools, 'record', part)).repeated) skip.set(line, REPEATED);
  }
}
