import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import fc from 'fast-check';
import { parseAgreement } from './agreement.ts';

const TEXT = readFileSync(new URL('../../examples/agreements/statutory.yaml', import.meta.url), 'utf8');
const lineOf = (text: string, start: string): number =>
  text.split('\n').findIndex((line) => line.startsWith(start)) + 1;

/** The problems of the example with one text exchanged, as `line path: message`. */
function problems(from: string, to: string): string[] {
  assert.ok(TEXT.includes(from), from);
  const read = parseAgreement(TEXT.replace(from, to));
  assert.ok(!read.ok, `${to} was read`);
  return read.problems.map((each) => `${each.line} ${each.path}: ${each.message}`);
}

it('the examples are read', () => {
  assert.ok(parseAgreement(TEXT).ok);
  assert.ok(
    parseAgreement(readFileSync(new URL('../../examples/agreements/consent.yaml', import.meta.url), 'utf8')).ok,
  );
});

it('an unknown key is refused with its line, at the top and inside', () => {
  const at = lineOf(TEXT, 'level:');
  assert.deepEqual(
    problems('level: unit', 'lvel: unit').sort(),
    [`${at} lvel: is no known key; remove it or correct its spelling`, '1 level: is missing'].sort(),
  );
  const caps = lineOf(TEXT, 'caps:');
  assert.deepEqual(problems('reason_people: 25 }', 'reason_people: 25, per_day: 3 }'), [
    `${caps} caps.per_day: is no known key; remove it or correct its spelling`,
  ]);
});

it('reversed dates are refused with their line', () => {
  const at = lineOf(TEXT, 'dates:');
  assert.deepEqual(problems('expires: 2028-02-29, waiting', 'expires: 2026-08-31, waiting'), [
    `${at} dates.expires: lies before the effective day: the dates are reversed`,
    `${lineOf(TEXT, 'volume:')} volume: asks outside the dates of the agreement`,
  ]);
});

it('what contradicts itself or is no day, number, zone or text is refused', () => {
  const changes: readonly (readonly [string, string, RegExp])[] = [
    ['signed: 2026-07-15', 'signed: 2026-02-30', /dates.signed: must be a day/],
    ['signed: 2026-07-15', 'signed: 2026-09-02', /dates.effective: lies before the day of signing/],
    ['time_zone: America/New_York', 'time_zone: New York', /time_zone: is no time zone/],
    ['records_per_file: 2000000', 'records_per_file: 20000001', /volume.records_per_file: is above records_in_all/],
    ['reason_people: 25', 'reason_people: 0', /caps.reason_people/],
    ['reason_people: 25', 'reason_people: 2.5', /caps.reason_people/],
    ['delegation: false', 'delegation: "no"', /delegation/],
    ['person_fields: name', 'person_fields: name-and-shoe-size', /person_fields/],
    ['hit_rate: null', 'hit_rate: { at_least: 0.6, at_most: 0.4, after: 100 }', /hit_rate.at_most: is below at_least/],
    ['hit_rate: null', 'witnesses: { needed: 2, of: [one] }', /witnesses.needed: asks for more/],
    ['version: 1', 'version: one', /version/],
    ['id: AGR-2026-001', 'id: AGR 2026', /id: must be letters/],
    ['id: AGR-2026-001', 'id: A\nid: B', /unique/],
    ['custodian: custodian-example', 'custodian: &a custodian-example', /./],
  ];
  for (const [from, to, message] of changes.slice(0, -1))
    assert.ok(
      problems(from, to).some((each) => message.test(each)),
      `${to}: ${problems(from, to)}`,
    );
});

it("a name alone needs counsel's own statement", () => {
  const without = TEXT.replace(/name_only_statement: >-\n(?: {2}.*\n)+/, '');
  const read = parseAgreement(without);
  assert.ok(!read.ok);
  assert.deepEqual(read.problems, [
    {
      line: lineOf(without, 'person_fields:'),
      path: 'person_fields',
      message: "is name alone: counsel's name_only_statement is missing",
    },
  ]);
});

it('aliases are refused, so that a short text stays a short agreement', () => {
  const read = parseAgreement(TEXT.replace('purposes:', 'notices: &a {x: 1}\nwitnesses: *a\npurposes:'));
  assert.ok(!read.ok);
  assert.deepEqual(
    read.problems.map((each) => each.message),
    ['uses aliases; write the values out'],
  );
});

it('reading is total: whatever the text, an agreement or problems with lines', () => {
  const pieces = fc.constantFrom(
    ...TEXT.split('\n'),
    '- ',
    '{',
    '}',
    ': ',
    '&a',
    '*a',
    '!!js/function x',
    '\t',
    '"',
    '\u0000',
    '<<: *a',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), (lines) => {
      const read = parseAgreement(lines.join('\n'));
      assert.ok(read.ok || read.problems.every((each) => each.line >= 1 && each.message !== ''));
    }),
    { numRuns: 300 },
  );
});
