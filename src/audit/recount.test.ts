import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeEntry, inquiryLeaf } from '../log/entry.ts';
import type { Entry } from '../log/entry-schema.ts';
import { type Recount, recounter, type Tally } from './recount.ts';

const leaf = inquiryLeaf(new Uint8Array(32), new Uint8Array(32));
const tally = (confirmed: number, not_confirmed: number, refused: number): Tally => ({
  confirmed,
  not_confirmed,
  refused,
  held: 0,
});

function dailyTotal(
  from: number,
  to: number,
  agreements: Record<string, Tally>,
  over: Partial<Entry> = {},
): Uint8Array {
  const parts = Object.entries(agreements).map(([agreement, part]) => ({ agreement, ...part }));
  const sum = (field: keyof Tally): number => parts.reduce((all, part) => all + part[field], 0);
  const all = {
    confirmed: sum('confirmed'),
    not_confirmed: sum('not_confirmed'),
    refused: sum('refused'),
    held: sum('held'),
  };
  const inquiries = all.confirmed + all.not_confirmed + all.refused + all.held;
  const total = {
    kind: 'daily-total',
    version: 1,
    day: '2026-11-24',
    from,
    to,
    inquiries,
    ...all,
    agreements: parts,
    ...over,
  };
  return encodeEntry(total as Entry);
}

function recount(entries: readonly Uint8Array[]): Recount {
  const recounting = recounter();
  for (const [index, entry] of entries.entries()) recounting.add(index, entry);
  return recounting.result();
}

test('A recount sums the daily totals by agreement and holds each to the inquiries before it', () => {
  const result = recount([
    leaf,
    leaf,
    leaf,
    dailyTotal(0, 3, { a: tally(1, 1, 0), b: tally(0, 0, 1) }),
    leaf,
    dailyTotal(3, 5, { a: tally(0, 1, 0) }),
    leaf,
  ]);
  assert.deepEqual(result.problems, []);
  assert.deepEqual(result.total, tally(1, 2, 1));
  assert.deepEqual(
    [...result.agreements],
    [
      ['a', tally(1, 2, 0)],
      ['b', tally(0, 0, 1)],
    ],
  );
  assert.deepEqual(
    [...result.kinds],
    [
      ['inquiry', 5],
      ['daily-total', 2],
    ],
  );
  assert.equal(result.open, 1);
});

test('A daily total that hides, invents or moves an inquiry is named with its entry', () => {
  const wrong: [Uint8Array[], RegExp][] = [
    [[leaf, leaf, dailyTotal(0, 2, { a: tally(1, 0, 0) })], /says 1 inquiries, the log has 2/],
    [[leaf, dailyTotal(0, 1, { a: tally(1, 1, 0) })], /says 2 inquiries, the log has 1/],
    [[leaf, dailyTotal(1, 1, { a: tally(1, 0, 0) })], /starts at entry 1/],
    [[leaf, dailyTotal(0, 2, { a: tally(1, 0, 0) })], /ends at entry 2/],
    [[leaf, dailyTotal(0, 1, { a: tally(1, 0, 0) }, { refused: 1 })], /not as many/],
    [[leaf, dailyTotal(0, 1, { a: tally(1, 0, 0) }, { confirmed: 0, refused: 1 })], /do not add up/],
  ];
  for (const [entries, message] of wrong) {
    const { problems } = recount(entries);
    assert.ok(
      problems.some((problem) => problem.index === entries.length - 1 && message.test(problem.message)),
      String(message),
    );
  }
});

test('An entry that cannot be read is named and the rest counted', () => {
  const result = recount([leaf, new Uint8Array([1, 2]), leaf]);
  assert.deepEqual(
    result.problems.map((problem) => problem.index),
    [1],
  );
  assert.equal(result.kinds.get('inquiry'), 2);
});
