import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateAddresses } from './evaluate-addresses.ts';

const STREETS = ['Oak', 'Elm', 'Lake', 'Main', 'Church', 'Davis', 'Noyes', 'Simpson'];
const neighbours = STREETS.map((name) => {
  const a = `1 ${name} St, Evanston, IL 60201`;
  return { a, b: a, same: true, kind: 'neighbour' };
});
const lacking = {
  a: '12 Ridge Ave, Evanston, IL 60201',
  b: '12 Ridge, Evanston, IL 60201',
  same: true,
  kind: 'lacking',
};

test('the register is every a: a street of the same name planted there takes the relaxed form away', () => {
  assert.deepEqual(evaluateAddresses([...neighbours, lacking]).by_kind['lacking'], { pairs: 1, confirmed: 1 });
  const planted = {
    a: '40 Ridge Ct, Evanston, IL 60201',
    b: '41 Ridge Ct, Evanston, IL 60201',
    same: false,
    kind: 'planted',
  };
  const report = evaluateAddresses([...neighbours, lacking, planted]);
  assert.deepEqual(report.by_kind['lacking'], { pairs: 1, confirmed: 0 });
  assert.deepEqual(
    report.wrong.map(({ why }) => why),
    ['relaxed-form-not-usable'],
  );
});

test('texts that are no typed address are counted apart, typed pairs by kind, and recall is over typed same pairs', () => {
  const report = evaluateAddresses([
    { a: '12 Oak St, Evanston, IL 60201', b: '12 OAK STREET, EVANSTON IL', same: true, kind: 'plain' },
    { a: '12 Oak St, Evanston, IL 60201', b: 'UNKNOWN 60201', same: true, kind: 'plain' },
    { a: '12 Oak St, Evanston, IL 60201', b: '12 Elm St, Evanston, IL 60201', same: true, kind: 'alias' },
    { a: '12 Oak St, Evanston, IL 60201', b: '14 Oak St, Evanston, IL 60201', same: false, kind: 'neighbour' },
    { a: '12 Oak St, Evanston, IL 60201', b: '12 Oak St, Evanston, IL 60201', same: false, kind: 'mislabelled' },
  ]);
  assert.deepEqual(
    [
      report.pairs,
      report.untyped,
      report.same,
      report.confirmed_same,
      report.recall,
      report.different,
      report.false_confirms,
    ],
    [5, 1, 2, 1, 0.5, 2, 1],
  );
  assert.deepEqual(report.untyped_by_kind, { plain: 1 });
  assert.deepEqual(report.by_kind['plain'], { pairs: 1, confirmed: 1 });
  assert.deepEqual(
    report.wrong.map(({ why }) => why),
    ['untyped-asked', 'no-form-in-common', 'false-confirm'],
  );
});
