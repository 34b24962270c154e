import assert from 'node:assert/strict';
import { it } from 'node:test';
import { IN_EVERY_PACK, isClauseId, PRECEDENCE, precedenceOf } from './precedence.ts';

/** One row for each clause, written by hand: its place, and what kind of thing it judges. */
const TABLE: readonly (readonly [
  number,
  string,
  'row' | 'exchange' | 'requester' | 'basis' | 'question' | 'person' | 'count',
])[] = [
  [0, 'unreadable', 'row'],
  [1, 'fresh-and-signed', 'exchange'],
  [2, 'in-force', 'exchange'],
  [3, 'no-order', 'exchange'],
  [4, 'federal-agency', 'requester'],
  [5, 'safeguards-current', 'requester'],
  [6, 'verification-acknowledged', 'requester'],
  [7, 'answer-to-agreed-key', 'requester'],
  [8, 'requester-official', 'requester'],
  [9, 'address-only', 'basis'],
  [10, 'purpose-agreed', 'basis'],
  [11, 'not-locate', 'basis'],
  [12, 'locate-order', 'basis'],
  [13, 'authority-given', 'basis'],
  [14, 'criminal-statute', 'basis'],
  [15, 'one-proceeding', 'basis'],
  [16, 'consent-given', 'basis'],
  [17, 'person-fields', 'question'],
  [18, 'name-given', 'question'],
  [19, 'address-typed', 'question'],
  [20, 'period-given', 'question'],
  [21, 'period-agreed', 'question'],
  [22, 'order-date', 'question'],
  [23, 'specific-reason', 'question'],
  [24, 'personally-engaged', 'person'],
  [25, 'sole-use', 'person'],
  [26, 'volume', 'count'],
  [27, 'budget', 'count'],
];

it('the table, the list and its order are one', () => {
  assert.deepEqual(
    TABLE.map(([, id]) => id),
    [...PRECEDENCE],
  );
  for (const [place, id] of TABLE) assert.equal(precedenceOf(id), place);
});

it('what is graver comes before what is lighter', () => {
  const order = ['row', 'exchange', 'requester', 'basis', 'question', 'person', 'count'];
  const places = TABLE.map(([, , kind]) => order.indexOf(kind));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

it('a clause that every pack needs is a clause, and other texts are none', () => {
  for (const id of IN_EVERY_PACK) assert.ok(isClauseId(id));
  for (const id of ['', 'toString', 'In-Force', 'record-found']) assert.ok(!isClauseId(id));
});
