import assert from 'node:assert/strict';
import { it } from 'node:test';
import { evaluateNames } from './evaluate-names.ts';

const ROWS = [
  { a: 'Peña, Ana María', b: 'ana m. pena', same: true, kind: 'writing' },
  { a: 'Robert Hill', b: 'Bob Hill', same: true, kind: 'short' },
  { a: 'Robert Hill', b: 'Rupert Hill', same: false, kind: 'other' },
  { a: 'John Hill', b: 'john hill', same: false, kind: 'other' },
  { a: 'John Hill', b: 'J Hill', same: null, kind: 'policy' },
  { a: 'John Hill', b: 'unknown', same: true, kind: 'writing' },
];

it('evaluating names counts confirms, misses, false confirms and names that are none, by kind', () => {
  const { wrong, by_kind, ...counts } = evaluateNames(ROWS);
  assert.deepEqual(counts, {
    ...{ pairs: 6, untyped: 1, same: 2, confirmed_same: 1, recall: 0.5, different: 2, false_confirms: 1 },
  });
  assert.deepEqual(by_kind['writing'], { pairs: 2, confirmed: 1 });
  assert.deepEqual(
    wrong.map(({ why }) => why),
    ['no-form-in-common', 'false-confirm', 'unnamed-asked'],
  );
});

it('evaluating names with equal birth dates takes short forms for the name', () => {
  assert.equal(evaluateNames(ROWS, 'name-and-birth-date').confirmed_same, 2);
});
