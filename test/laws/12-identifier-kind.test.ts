import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decide, readFixtures, sceneOf } from '../../packs/fixtures.ts';

// None of these can ever have been issued: area 666 and 9xx with unused groups, a prefix never assigned.
const KINDS = { SSN: '666-12-3456', ITIN: '900-70-0000', ATIN: '900-93-0000', EIN: '00-0000000' };

it('law 12: the kind of identifier changes no decision', () => {
  const fixtures = readFixtures('generic/consent');
  const born = { 'question.person.birth_date': '', 'agreement.person_fields': 'name-and-tax-identifier' };
  for (const { set } of fixtures.cases.filter(
    (each) => !Object.keys(each.set).some((path) => path.includes('birth_date') || path.includes('tax_identifier')),
  )) {
    const decisions = Object.values(KINDS).map((identifier) =>
      JSON.stringify(
        decide(sceneOf('generic/consent', fixtures, { ...set, ...born, 'question.person.tax_identifier': identifier })),
      ),
    );
    assert.equal(new Set(decisions).size, 1);
  }
});
