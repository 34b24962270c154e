import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boxKey } from '../keys/sealed-box.ts';
import { restoreEntries } from './journal-read.ts';
import { openJournal, sealJournal } from './journal-seal.ts';
import { addKey, emptyKeySet } from './key-set.ts';
import { ENTRY, RELAXED, SUPPRESSED, writeUint32 } from './layout.ts';
import { mergePart } from './merge.ts';
import { eachPage } from './page-body.ts';
import { leftOut } from './repeated.ts';

const PART = 200;

interface Entry {
  readonly tail: readonly number[];
  readonly person: number;
  readonly marks: number;
}

/** WHY: whether a form is relaxed, and on which writing it depends, follows from the fingerprint. */
function entryOf({ tail, person, marks }: Entry): Uint8Array {
  const entry = new Uint8Array(ENTRY.width);
  entry.set([PART, ...tail]);
  writeUint32(entry, ENTRY.person, person);
  const relaxed = (tail[0] ?? 0) % 2 === 1;
  entry[ENTRY.marks] = marks | (relaxed ? RELAXED : 0);
  if (relaxed) entry[ENTRY.writing] = tail[0] ?? 0;
  return entry;
}

const byte = fc.constantFrom(0, 1, 2, 3, 127, 128, 255);
const entries = fc.array(
  fc.record({
    tail: fc.tuple(byte, byte, byte, fc.constant(7), fc.constant(0), fc.constant(0), fc.constant(0), byte),
    person: fc.integer({ min: 1, max: 3 }),
    marks: fc.constantFrom(0, SUPPRESSED),
  }),
  { maxLength: 40 },
);

test('a load journal and its pages give back every entry of the load, whatever the number of pages', () => {
  const unsafe = emptyKeySet(1);
  addKey(unsafe, Uint8Array.of(3, 0, 0, 0, 0, 0), 0);
  fc.assert(
    fc.property(entries, fc.integer({ min: 8, max: 18 }), (list, bucketBits) => {
      const given = list.map(entryOf);
      const { pages, journal } = mergePart(PART, Buffer.concat(given), { bucketBits, unsafe, left: leftOut([]) });
      const tails: Uint8Array[] = [];
      eachPage(pages, (_, own) => tails.push(own));
      const restored: string[] = [];
      const firstBucket = PART * 2 ** (bucketBits - 8);
      restoreEntries(journal, { bucketBits, firstBucket, tails }, (entry) =>
        restored.push(Buffer.from(entry).toString('hex')),
      );
      assert.deepEqual(restored.sort(), given.map((entry) => Buffer.from(entry).toString('hex')).sort());
    }),
  );
});

test('a piece of the journal opens in its own place only', () => {
  const key = boxKey(new Uint8Array(32).fill(9));
  const place = { snapshot: 3, kind: 'entry', part: 4 } as const;
  const sealed = sealJournal(key, place, Uint8Array.of(1, 2, 3));
  assert.deepEqual(openJournal(key, place, sealed), Uint8Array.of(1, 2, 3));
  for (const other of [{ snapshot: 4 }, { kind: 'record' as const }, { part: 5 }]) {
    assert.throws(() => openJournal(key, { ...place, ...other }, sealed), /does not open/);
  }
});
