import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addKey, emptyKeySet, hasKey, type KeySet } from './key-set.ts';
import { ENTRY, RELAXED, SUPPRESSED, TAKEN_OUT, WRITTEN, writeUint32 } from './layout.ts';
import { bucketBitsFor, mergePart } from './merge.ts';
import { eachPage } from './page-body.ts';
import { leftOut } from './repeated.ts';
import { compactStreets, countStreets } from './streets.ts';

interface Entry {
  fingerprint: number;
  person: number;
  row?: number;
  marks?: number;
  writing?: number;
}

const PART = 7;

/** One ENTRY record of part 7; small numbers stand for keyed values. */
function entry({ fingerprint, person, row = 1, marks = 0, writing = 0 }: Entry): number[] {
  const bytes = new Uint8Array(ENTRY.width);
  bytes[0] = PART;
  writeUint32(bytes, 5, fingerprint);
  writeUint32(bytes, 11, person);
  writeUint32(bytes, ENTRY.row, row);
  bytes[ENTRY.marks] = marks;
  bytes[ENTRY.writing + 5] = writing;
  return [...bytes];
}

function unsafeWritings(...writings: number[]): KeySet {
  const set = emptyKeySet(writings.length);
  for (const writing of writings) addKey(set, Uint8Array.of(0, 0, 0, 0, 0, writing), 0);
  return set;
}

function merged(
  entries: Entry[],
  unsafe = unsafeWritings(),
  left: number[] = [],
): { stored: number[]; ambiguous: number; journal: Uint8Array; relaxedDropped: number } {
  const rule = { bucketBits: 8, unsafe, left: leftOut(left) };
  const result = mergePart(PART, Uint8Array.from(entries.flatMap(entry)), rule);
  const stored: number[] = [];
  eachPage(result.pages, (bucket, tails) => {
    assert.equal(bucket, PART);
    for (let at = 0; at < tails.length; at += 8) stored.push(Buffer.from(tails).readUInt32BE(at + 4));
  });
  return { ...result, stored };
}

test('a fingerprint of two persons confirms nobody and is counted; records of one person do not collide', () => {
  const result = merged([
    { fingerprint: 5, person: 1 },
    { fingerprint: 5, person: 2 },
    { fingerprint: 9, person: 3, row: 2 },
    { fingerprint: 9, person: 3, row: 3 },
    { fingerprint: 4, person: 4 },
  ]);
  assert.deepEqual(result.stored, [4, 9]);
  assert.equal(result.ambiguous, 1);
});

test('a suppressed record leaves no fingerprint, and makes one shared with another person ambiguous', () => {
  const result = merged([
    { fingerprint: 1, person: 1, marks: SUPPRESSED },
    { fingerprint: 2, person: 1, marks: SUPPRESSED },
    { fingerprint: 2, person: 2 },
    { fingerprint: 3, person: 3 },
    { fingerprint: 3, person: 3, marks: SUPPRESSED },
  ]);
  assert.deepEqual(result.stored, []);
  assert.equal(result.ambiguous, 1);
});

test('a relaxed form whose writing names two streets of the ZIP is left out', () => {
  const entries = [
    { fingerprint: 1, person: 1, marks: RELAXED, writing: 8 },
    { fingerprint: 2, person: 2, marks: RELAXED, writing: 9 },
    { fingerprint: 3, person: 3 },
  ];
  const result = merged(entries, unsafeWritings(8));
  assert.deepEqual(result.stored, [2, 3]);
  assert.equal(result.relaxedDropped, 1);
});

test('an entry taken out again, or of a row that is left out, is as if it had never been', () => {
  const kept = merged([{ fingerprint: 1, person: 1 }]);
  const corrected = merged(
    [
      { fingerprint: 1, person: 1 },
      { fingerprint: 1, person: 2, row: 2 },
      { fingerprint: 1, person: 2, row: 9, marks: TAKEN_OUT },
      { fingerprint: 6, person: 5, row: 4 },
    ],
    unsafeWritings(),
    [4],
  );
  assert.deepEqual(corrected.stored, kept.stored);
  assert.deepEqual(corrected.journal, kept.journal);
});

test('pages and journal depend on the records only, never on their order', () => {
  const some = fc.record({
    fingerprint: fc.integer({ min: 0, max: 6 }),
    person: fc.integer({ min: 1, max: 3 }),
    marks: fc.constantFrom(0, SUPPRESSED),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 20 }), (entries) => {
      const forward = merged(entries);
      const backward = merged(entries.toReversed());
      assert.deepEqual(backward, forward);
    }),
  );
});

test('the number of pages follows the number of entries and stays between 256 and 2^31', () => {
  assert.equal(bucketBitsFor(0), 8);
  assert.equal(bucketBitsFor(80_000_000), 20);
  assert.equal(bucketBitsFor(1_200_000_000), 24);
});

/** One WRITTEN record; `street` 0 names no street. */
function written(zip: number, writing: number, street: number, times = 1): number[] {
  const bytes = new Uint8Array(WRITTEN.width);
  bytes[5] = zip;
  bytes[WRITTEN.writing + 5] = writing;
  bytes[WRITTEN.street + 5] = street;
  writeUint32(bytes, WRITTEN.times, times);
  return [...bytes];
}

test('a writing is safe where one street of the ZIP has it and enough streets of the ZIP are known', () => {
  const records = Uint8Array.from(
    [
      written(1, 10, 100),
      written(1, 10, 100),
      written(1, 11, 101),
      written(1, 11, 102),
      written(1, 12, 0),
      written(2, 20, 103),
      written(1, 13, 104),
      written(1, 13, 105),
      written(1, 13, 105, -1),
    ].flat(),
  );
  const { unsafe, streets } = countStreets((part) => (part === 0 ? records : new Uint8Array(0)), 3);
  const has = (writing: number): boolean => hasKey(unsafe, Uint8Array.of(0, 0, 0, 0, 0, writing), 0);
  assert.deepEqual([10, 11, 12, 13, 20].filter(has), [11, 20]);
  assert.equal(streets, 5);
  const compact = compactStreets(records);
  const kept = [written(1, 10, 100, 2), written(1, 11, 101), written(1, 11, 102), written(1, 12, 0)];
  kept.push(written(1, 13, 104), written(2, 20, 103));
  assert.deepEqual([...compact], kept.flat());
});
