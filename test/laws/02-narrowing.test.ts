import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { PACK_IDS, readFixtures, type Scene, sceneOf } from '../../packs/fixtures.ts';
import { admit } from '../../src/decision/admit.ts';
import { prepare, usageClaims } from '../../src/decision/ask.ts';
import type { Agreement } from '../../src/terms/agreement.ts';
import { narrows } from '../../src/terms/narrows.ts';
import type { Pack } from '../../src/terms/pack.ts';

const MOST = 1_000_000_000;

/** What the pack alone allows to these parties: every number at its limit, every switch open, no further condition. */
function widest(agreement: Agreement, { limits }: Pack): Agreement {
  const periods = Array.from({ length: 200 }, (_, index) => String(1900 + index));
  return {
    ...agreement,
    address_only_authority: true,
    delegation: limits.delegation === 'counsel',
    periods,
    volume: {
      records_in_all: MOST,
      records_per_day: MOST,
      records_per_file: MOST,
      from: '1900-01-01',
      to: '2199-12-31',
    },
    caps: { people_per_officer: MOST, people_per_case: MOST, reason_people: limits.reason_people_at_most ?? MOST },
    budget: {
      questions_per_person: limits.questions_per_person_at_most ?? MOST,
      window_days: limits.window_days_at_least,
      namesake_allowance: limits.namesake_allowance_at_most,
      people_per_address: limits.people_per_address_at_most ?? MOST,
    },
    approvals: { file_rows_above: null, first_use_of_statute: false },
    final_order: null,
    consent_days: limits.consent_days_at_most ?? 40_000,
    facilities: [],
  };
}

const few = fc.integer({ min: 1, max: 12 });
const changes = fc.record({
  caps: fc.record({ people_per_officer: few, people_per_case: few, reason_people: few }),
  budget: fc.record({
    questions_per_person: few,
    window_days: fc.constantFrom(30, 90, 400),
    namesake_allowance: fc.constantFrom(1, 1, 7),
    people_per_address: few,
  }),
  delegation: fc.boolean(),
  address_only_authority: fc.constantFrom(true, true, false),
  periods: fc.subarray(['2023', '2024', '2025'], { minLength: 1 }),
  approvals: fc.record({ file_rows_above: fc.option(few), first_use_of_statute: fc.boolean() }),
  final_order: fc.option(fc.constant({ earliest: '1996-04-01' })),
  consent_days: fc.option(fc.integer({ min: 1, max: 2000 })),
  level: fc.constantFrom('unit' as const, 'building' as const),
});
const counts = fc.array(fc.record({ known: fc.boolean(), count: fc.nat(14) }), { minLength: 20, maxLength: 20 });

function decided(scene: Scene, agreement: Agreement, usage: { known: boolean; count: number }[]): string {
  const asked = prepare(scene.question, { ...scene.terms, agreement }, scene.submission);
  return admit(asked, { ...scene.standing, usage: usage.slice(0, usageClaims(asked).length) }, scene.now).kind;
}

it('law 2: an agreement can narrow its pack and never widen it: whatever an agreement admits its pack admits', () => {
  for (const id of PACK_IDS) {
    const fixtures = readFixtures(id);
    const scenes = fixtures.cases.map((each) => sceneOf(id, fixtures, each.set));
    let admitted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...scenes), changes, fc.boolean(), counts, (scene, change, unchanged, usage) => {
        const agreement: Agreement = unchanged ? scene.terms.agreement : { ...scene.terms.agreement, ...change };
        if (narrows(agreement, scene.terms.pack).length > 0) return;
        if (decided(scene, agreement, usage) !== 'admitted') return;
        admitted += 1;
        assert.equal(decided(scene, widest(agreement, scene.terms.pack), usage), 'admitted');
      }),
      { numRuns: 3000 },
    );
    assert.ok(admitted > 20, `${id}: only ${admitted} admitted`);
  }
});
