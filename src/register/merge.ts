import { type FoundFingerprint, type JournalSink, openJournalSink } from './journal-body.ts';
import { hasKey, type KeySet } from './key-set.ts';
import { ENTRY, FINGERPRINT_BYTES, KEYED_BYTES, PARTS, RELAXED, readUint32, SUPPRESSED, TAKEN_OUT } from './layout.ts';
import { compareAt, sortedPositions } from './order.ts';
import { openPageSink, type PageSink } from './page-body.ts';
import { isLeftOut, type LeftOut } from './repeated.ts';

/** What every part of a load is merged under. */
export interface MergeRule {
  /** Leading bits of a fingerprint that name its page. */
  readonly bucketBits: number;
  readonly unsafe: KeySet;
  /** Rows that do not count: a later row with a record_id already used. */
  readonly left: LeftOut;
}

export interface Merged {
  /** Pages of this part in order, as rows of PostgreSQL's binary COPY (bucket int4, fingerprints bytea). */
  readonly pages: Uint8Array;
  /** Everything a correction needs of this part; to be sealed. */
  readonly journal: Uint8Array;
  readonly fingerprints: number;
  /** Fingerprints that two or more persons produce. */
  readonly ambiguous: number;
  /** Relaxed fingerprints of one person left out because of the streets. */
  readonly relaxedDropped: number;
}

/**
 * One part of the load: all ENTRY records whose first byte is `part`, in any order, become pages and journal.
 * INVARIANT: the result depends on the multiset of entries only, so that a load with corrections and a full load of the
 * corrected records give the same bytes.
 *
 * A fingerprint gets into a page when exactly one person produces it, none of the records that produce it is
 * suppressed, and, for a relaxed form, its street is the only one of that writing.
 */
export function mergePart(part: number, entries: Uint8Array, rule: MergeRule): Merged {
  const order = sortedPositions(entries, ENTRY.width, 1, ENTRY.row);
  const pages = openPageSink(part, rule.bucketBits, order.length);
  const journal = openJournalSink(order.length);
  const counts = { fingerprints: 0, ambiguous: 0, relaxedDropped: 0 };
  const group: Group = { entries, order, from: 0, to: 0 };
  while (group.from < order.length) {
    group.to = endOf(group, FINGERPRINT_BYTES);
    const found = fingerprintOf(group, rule.left);
    if (found.persons.length > 0) place(found, rule, { pages, journal, counts });
    group.from = group.to;
  }
  return { pages: pages.finish(), journal: journal.finish(), ...counts };
}

interface Group {
  readonly entries: Uint8Array;
  readonly order: Uint32Array;
  from: number;
  to: number;
}

interface Sinks {
  readonly pages: PageSink;
  readonly journal: JournalSink;
  readonly counts: { fingerprints: number; ambiguous: number; relaxedDropped: number };
}

function place(found: FoundFingerprint, rule: MergeRule, { pages, journal, counts }: Sinks): void {
  const alone = found.persons.length === 1;
  const relaxed = (found.marks & RELAXED) !== 0;
  const unsafe = relaxed && hasKey(rule.unsafe, found.bytes, found.at + ENTRY.writing);
  const suppressed = found.persons.some((person) => person.suppressed > 0);
  const usable = alone && !unsafe && !suppressed;
  if (!alone) counts.ambiguous++;
  if (alone && unsafe && !suppressed) counts.relaxedDropped++;
  if (usable) counts.fingerprints++;
  if (usable) pages.add(found.bytes, found.at);
  journal.add(found, usable ? 'in-page' : 'left-out');
}

function endOf({ entries, order, from }: Group, length: number): number {
  const start = (order[from] as number) * ENTRY.width;
  let to = from + 1;
  while (to < order.length && compareAt(entries, start, (order[to] as number) * ENTRY.width, 0, length) === 0) to++;
  return to;
}

/** Adds up who produces one fingerprint, by how many plain and suppressed records. */
function fingerprintOf(group: Group, left: LeftOut): FoundFingerprint {
  const { entries, order, from, to } = group;
  const first = (order[from] as number) * ENTRY.width;
  const found: FoundFingerprint = {
    bytes: entries,
    at: first,
    marks: entries[first + ENTRY.marks] as number,
    persons: [],
  };
  for (let i = from; i < to; i++) {
    const at = (order[i] as number) * ENTRY.width;
    if (isLeftOut(left, readUint32(entries, at + ENTRY.row))) continue;
    const person = personAt(found, at + ENTRY.person);
    const marks = entries[at + ENTRY.marks] as number;
    const step = (marks & TAKEN_OUT) === 0 ? 1 : -1;
    if ((marks & SUPPRESSED) === 0) person.plain += step;
    else person.suppressed += step;
  }
  found.persons = found.persons.filter((person) => person.plain > 0 || person.suppressed > 0);
  return found;
}

function personAt(found: FoundFingerprint, at: number): FoundFingerprint['persons'][number] {
  const last = found.persons.at(-1);
  if (last !== undefined && compareAt(found.bytes, last.at, at, 0, KEYED_BYTES) === 0) return last;
  const person = { at, plain: 0, suppressed: 0 };
  found.persons.push(person);
  return person;
}

/** Pages hold about 64 to 128 fingerprints: enough to make rows cheap, few enough to search. */
const PAGE_LEAST = 64;

/** Leading bits that name a page, for so many entries. At least 8 (a page lies in one part), at most 31 (int4). */
export function bucketBitsFor(entries: number): number {
  const bits = Math.floor(Math.log2(Math.max(1, entries / PAGE_LEAST)));
  return Math.min(31, Math.max(Math.log2(PARTS), bits));
}
