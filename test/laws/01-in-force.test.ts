import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { PACK_IDS, readFixtures, sceneOf } from '../../packs/fixtures.ts';
import { admit } from '../../src/decision/admit.ts';
import { LIFECYCLE_STATES } from '../../src/terms/lifecycle.ts';

// The fixtures' agreement: effective 2026-03-01, last day 2027-08-31, waiting period to 2026-02-04, all in America/New_York.
const BEGINS = '2026-03-01T05:00:00.000Z';
const ENDS = '2027-09-01T04:00:00.000Z';
const instants = fc
  .oneof(
    fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') }),
    fc.constantFrom(BEGINS, ENDS).chain((at) => fc.integer({ min: -2, max: 2 }).map((off) => Date.parse(at) + off)),
  )
  .map((ms) => new Date(ms).toISOString());
const standings = fc.record({
  state: fc.constantFrom(...LIFECYCLE_STATES),
  signed_by: fc.subarray(['custodian', 'requester'] as const),
  expires: fc.constant('2027-08-31'),
  latest_seen: instants,
  statutes_used: fc.constant([]),
});

it('law 1: no agreement in force, no answer: whatever the state, signatures and time, under every pack', () => {
  for (const id of PACK_IDS) {
    const scene = sceneOf(id, readFixtures(id), {});
    let admitted = 0;
    fc.assert(
      fc.property(standings, instants, (agreement, now) => {
        const decision = admit(scene.asked, { ...scene.standing, agreement }, now);
        const both = agreement.signed_by.length === 2;
        const inTime = now >= BEGINS && now < ENDS && agreement.latest_seen < ENDS;
        assert.equal(decision.kind === 'admitted', agreement.state === 'in-force' && both && inTime);
        if (decision.kind === 'admitted') admitted += 1;
        else assert.ok(decision.kind === 'refused' && decision.ground === 'in-force');
      }),
      { numRuns: 2000 },
    );
    assert.ok(admitted > 0, 'the law was seen from its other side too');
  }
});
