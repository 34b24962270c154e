import { addKey, emptyKeySet, type KeySet } from './key-set.ts';
import { KEYED_BYTES, PARTS, readUint32, WRITTEN, writeUint32 } from './layout.ts';
import { compareAt, sortedPositions } from './order.ts';

/** What the register knows of streets. */
export interface StreetCensus {
  /** (ZIP, writing) values on which no relaxed form may rest: several streets are written so there, or the ZIP is little known. */
  readonly unsafe: KeySet;
  /** Distinct streets by ZIP, added up. */
  readonly streets: number;
}

/** A keyed street of one (ZIP, writing), and how many forms gave it. Sorted by ZIP, writing, street. */
interface Census {
  readonly records: Uint8Array;
  readonly order: Uint32Array;
}

/**
 * Counts the streets of the register. A relaxed form is usable where at most one street of the ZIP has its writing and
 * at least `minimum` streets of the ZIP are known (design section 7). A row that lacks the part names no street (zeros).
 * `part` gives the WRITTEN records of one part; all records of a ZIP are in one part.
 */
export function countStreets(part: (n: number) => Uint8Array, minimum: number): StreetCensus {
  const unsafe = growingKeys();
  let streets = 0;
  for (let n = 0; n < PARTS; n++) {
    const records = part(n);
    const census = { records, order: sortedPositions(records, WRITTEN.width, 1, WRITTEN.times) };
    for (const [from, to] of runs(census, 0, census.order.length, WRITTEN.writing)) {
      streets += judgeZip(census, from, to, minimum, unsafe);
    }
  }
  const { bytes, count } = unsafe.all();
  const set = emptyKeySet(count);
  for (let i = 0; i < count; i++) addKey(set, bytes, i * KEYED_BYTES);
  return { unsafe: set, streets };
}

/** Keyed values one after another: a JavaScript object for each would take ten times the room. */
interface GrowingKeys {
  readonly push: (key: Uint8Array) => void;
  readonly all: () => { bytes: Uint8Array; count: number };
}

function growingKeys(): GrowingKeys {
  let bytes = new Uint8Array(1 << 16);
  let end = 0;
  const push = (key: Uint8Array): void => {
    if (end + key.length > bytes.length) {
      const larger = new Uint8Array(2 * bytes.length);
      larger.set(bytes);
      bytes = larger;
    }
    bytes.set(key, end);
    end += key.length;
  };
  return { push, all: () => ({ bytes, count: end / KEYED_BYTES }) };
}

/** One ZIP's records: adds its unsafe writings to `unsafe`, gives how many streets it has. */
function judgeZip(census: Census, from: number, to: number, minimum: number, unsafe: GrowingKeys): number {
  const known = new Set<string>();
  const writings: { writing: Uint8Array; streets: number }[] = [];
  for (const [first, last] of runs(census, from, to, WRITTEN.street)) {
    const streets = [...runs(census, first, last, WRITTEN.times)].filter(
      ([a, b]) => named(census, a) && timesOf(census, a, b) > 0,
    );
    for (const [a] of streets) known.add(textOf(census, a));
    writings.push({ writing: bytesOf(census, first, WRITTEN.writing), streets: streets.length });
  }
  for (const { writing, streets } of writings) {
    if (streets > 1 || known.size < minimum) unsafe.push(writing);
  }
  return known.size;
}

/** Ranges of the order in which the first `length` bytes are equal. */
function* runs({ records, order }: Census, from: number, to: number, length: number): Generator<[number, number]> {
  const at = (i: number): number => (order[i] as number) * WRITTEN.width;
  for (let start = from; start < to; ) {
    let end = start + 1;
    while (end < to && compareAt(records, at(start), at(end), 0, length) === 0) end++;
    yield [start, end];
    start = end;
  }
}

function named({ records, order }: Census, i: number): boolean {
  const at = (order[i] as number) * WRITTEN.width + WRITTEN.street;
  return records.subarray(at, at + KEYED_BYTES).some((byte) => byte !== 0);
}

function timesOf({ records, order }: Census, from: number, to: number): number {
  let times = 0;
  for (let i = from; i < to; i++)
    times += readUint32(records, (order[i] as number) * WRITTEN.width + WRITTEN.times) | 0;
  return times;
}

function bytesOf({ records, order }: Census, i: number, field: number): Uint8Array {
  const at = (order[i] as number) * WRITTEN.width + field;
  return records.slice(at, at + KEYED_BYTES);
}

function textOf(census: Census, i: number): string {
  return String.fromCharCode(...bytesOf(census, i, WRITTEN.street));
}

/** The same counts with every street once, ascending; streets that no row gives any more are gone. */
export function compactStreets(records: Uint8Array): Uint8Array {
  const census = { records, order: sortedPositions(records, WRITTEN.width, 1, WRITTEN.times) };
  const compact = new Uint8Array(records.length);
  let end = 0;
  for (const [from, to] of runs(census, 0, census.order.length, WRITTEN.times)) {
    const times = timesOf(census, from, to);
    if (times <= 0) continue;
    const at = (census.order[from] as number) * WRITTEN.width;
    compact.set(records.subarray(at, at + WRITTEN.times), end);
    writeUint32(compact, end + WRITTEN.times, times);
    end += WRITTEN.width;
  }
  return compact.slice(0, end);
}
