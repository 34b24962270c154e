import { sha256 } from '../keys/sha256.ts';
import type { LoadSession } from '../store/loading.ts';
import type { Crew } from './crew.ts';
import type { MergeDone, SpoolIndexes } from './jobs.ts';
import { type JournalKey, sealJournal } from './journal-seal.ts';
import { ENTRY, PARTS, type SpoolKind } from './layout.ts';
import { bucketBitsFor, type MergeRule } from './merge.ts';
import { type LeftOut, leftOut, settleRecords, standingEntries } from './repeated.ts';
import type { Report } from './report.ts';
import { placesOf, readPart, type SpoolIndex, spooledBytes } from './spool.ts';
import { compactStreets, countStreets } from './streets.ts';

export const REPEATED = 'record_id has been used by an earlier line';

export interface MergeOptions {
  readonly crew: Crew;
  readonly session: LoadSession;
  readonly enoughStreets: number;
  readonly report: Report;
  readonly sealing: JournalKey;
  /** Whether entries are taken out too (corrections). */
  readonly entries: 'added' | 'added-and-taken-out';
  readonly progress: (done: number, total: number) => void;
}

export interface AllMerged {
  /** Rows left out because an earlier row has their record_id. */
  readonly repeated: number;
  readonly counts: {
    readonly bucketBits: number;
    readonly fingerprints: number;
    readonly ambiguous: number;
    readonly relaxedDropped: number;
    readonly streets: number;
    readonly digest: Uint8Array;
  };
}

/** Spooled records become the shadow pages and the sealed journal: 256 parts, side by side, written in order. */
export async function mergeAll(spools: readonly SpoolIndexes[], options: MergeOptions): Promise<AllMerged> {
  const { session, report, sealing } = options;
  const entries = spools.map((spool) => spool.entry);
  const keep = async (kind: 'written' | 'record', part: number, plain: Uint8Array): Promise<void> => {
    const sealed = sealJournal(sealing, { snapshot: session.number, kind, part }, plain);
    if (plain.length > 0) await session.journal({ kind, part, sealed });
  };
  const repeated: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const settled = settleRecords(readKind(spools, 'record', part));
    repeated.push(...settled.repeated);
    await keep('record', part, settled.ids);
    await keep('written', part, compactStreets(readKind(spools, 'written', part)));
  }
  const left = leftOut(repeated.sort((a, b) => a - b));
  report.add(Array.from(left, (line) => ({ line, why: REPEATED })));
  const { unsafe, streets } = countStreets((part) => readKind(spools, 'written', part), options.enoughStreets);
  const bucketBits = bucketBitsFor(countEntries(entries, left, options.entries));
  const rule: MergeRule = { bucketBits, unsafe, left };
  const sums = { fingerprints: 0, ambiguous: 0, relaxedDropped: 0 };
  const digests = new Uint8Array(32 * PARTS);
  await session.pages(async function* () {
    for await (const [part, merged] of inOrder(options, entries, rule)) {
      yield merged.pages;
      await session.journal({ kind: 'entry', part, sealed: merged.journal });
      digests.set(merged.digest, 32 * part);
      for (const name of ['fingerprints', 'ambiguous', 'relaxedDropped'] as const) sums[name] += merged[name];
      options.progress(part + 1, PARTS);
    }
  });
  return { repeated: left.length, counts: { ...sums, bucketBits, streets, digest: sha256(digests) } };
}

/** All records of a kind in one part. */
export function readKind(spools: readonly SpoolIndexes[], kind: SpoolKind, part: number): Uint8Array {
  const own = spools.map((spool) => spool[kind]);
  return readPart(placesOf(own, part));
}

function countEntries(entries: readonly SpoolIndex[], left: LeftOut, kinds: MergeOptions['entries']): number {
  if (left.length === 0 && kinds === 'added') return spooledBytes(entries) / ENTRY.width;
  let count = 0;
  for (let part = 0; part < PARTS; part++) count += standingEntries(readPart(placesOf(entries, part)), left);
  return count;
}

/** Merged parts in order; as many under way as there are workers, and one more waiting to be written. */
async function* inOrder(
  { crew, session }: MergeOptions,
  entries: readonly SpoolIndex[],
  rule: MergeRule,
): AsyncGenerator<[number, MergeDone]> {
  const ahead: Promise<MergeDone>[] = [];
  for (let part = 0, next = 0; part < PARTS; part++) {
    for (; next < PARTS && ahead.length <= crew.size; next++) {
      const job = crew.run({
        kind: 'merge',
        part: next,
        spools: placesOf(entries, next),
        rule,
        snapshot: session.number,
      });
      job.catch(() => undefined); // awaited in its turn
      ahead.push(job);
    }
    yield [part, await (ahead.shift() as Promise<MergeDone>)];
  }
}
