import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { addKey, emptyKeySet, hasKey } from './key-set.ts';
import { sortedPositions } from './order.ts';
import { openSpool, placesOf, readPart } from './spool.ts';

/** Few different bytes, so that records often agree in their first six. */
const record = fc.array(fc.constantFrom(0, 1, 255), { minLength: 9, maxLength: 9 });

test('records come in the order of their bytes, equal ones in the order they came', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 60 }), (records) => {
      const flat = Uint8Array.from(records.flatMap((bytes) => [7, ...bytes]));
      const expected = records
        .map((bytes, i) => ({ hex: Buffer.from(bytes).toString('hex'), i }))
        .sort((a, b) => (a.hex < b.hex ? -1 : a.hex > b.hex ? 1 : a.i - b.i));
      assert.deepEqual(
        [...sortedPositions(flat, 10, 1, 10)],
        expected.map(({ i }) => i),
      );
    }),
  );
});

test('a set holds exactly the keyed values that were added', () => {
  const key = fc.uint8Array({ minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(key), fc.array(key), (added, others) => {
      const set = emptyKeySet(added.length);
      for (const bytes of [...added, ...added]) addKey(set, bytes, 0);
      const names = new Set(added.map(String));
      for (const bytes of [...added, ...others]) assert.equal(hasKey(set, bytes, 0), names.has(String(bytes)));
    }),
  );
});

test('a spool gives back every record of a part, however many there are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-spool-'));
  try {
    const spool = openSpool(join(folder, 'spool'), 5);
    for (let i = 0; i < 20_000; i++) spool.add(i % 3, Uint8Array.of(0, i % 3, i >> 16, i >> 8, i), 0);
    const index = spool.finish();
    for (const part of [0, 1, 2, 3]) {
      const bytes = readPart(placesOf([index], part));
      const numbers = Array.from(
        { length: bytes.length / 5 },
        (_, k) => (bytes[5 * k + 2] ?? 0) * 65536 + (bytes[5 * k + 3] ?? 0) * 256 + (bytes[5 * k + 4] ?? 0),
      );
      const expected = Array.from({ length: 20_000 }, (_, i) => i).filter((i) => i % 3 === part);
      assert.deepEqual(numbers, part === 3 ? [] : expected);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
