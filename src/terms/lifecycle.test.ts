import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { type Lifecycle, type LifecycleEvent, STEPS, type StepKind, seenAt, step } from './lifecycle.ts';
import type { Custodian } from './requester.ts';

const person = (id: string) => ({ id, name: id, key: null });
const CUSTODIAN: Custodian = {
  id: 'custodian',
  name: 'Custodian',
  officers: ['officer-a', 'officer-b', 'officer-c'].map(person),
  counsel: [person('counsel-a')],
};
const DRAFT: Lifecycle = {
  agreement: 'AGR-1',
  version: 1,
  terms: 'aa',
  time_zone: 'America/New_York',
  effective: '2026-03-01',
  waiting_over: '2026-02-04',
  expires: '2027-08-31',
  state: 'draft',
  steps: 0,
  submitted_by: '',
  signatures: [],
  renewed: false,
  statutes_used: [],
  latest_seen: '2026-01-05T12:00:00.000Z',
};
const AT = '2026-04-01T12:00:00.000Z';

function run(life: Lifecycle, ...events: LifecycleEvent[]): Lifecycle {
  return events.reduce((state, event) => {
    const taken = step(state, event, CUSTODIAN);
    assert.ok(taken.ok, taken.ok ? '' : `${event.kind}: ${taken.why}`);
    return taken.state;
  }, life);
}
function refused(life: Lifecycle, event: LifecycleEvent, why: RegExp): void {
  const taken = step(life, event, CUSTODIAN);
  assert.ok(!taken.ok, `${event.kind} was taken`);
  assert.match(taken.why, why);
}

const submit: LifecycleEvent = { kind: 'submit', by: 'officer-a', at: AT };
const sign = (party: 'custodian' | 'requester', terms = 'aa'): LifecycleEvent => ({
  kind: 'sign',
  party,
  by: `${party}-key`,
  terms,
  at: AT,
});
const activate = (...officers: string[]): LifecycleEvent => ({ kind: 'activate', officers, at: AT });
const signed = (): Lifecycle => run(DRAFT, submit, sign('custodian'), sign('requester'));
const inForce = (): Lifecycle => run(signed(), activate('officer-b', 'officer-c'));

it('a draft comes into force by review, both signatures over the same terms and two officers', () => {
  const life = inForce();
  assert.equal(life.state, 'in-force');
  assert.deepEqual(
    life.signatures.map((each) => each.party),
    ['custodian', 'requester'],
  );
});

it('activation and resuming take two different officers of the custodian, neither of whom submitted', () => {
  for (const officers of [
    [],
    ['officer-b'],
    ['officer-b', 'officer-b'],
    ['officer-a', 'officer-b'],
    ['officer-b', 'counsel-a'],
    ['officer-b', 'stranger'],
  ]) {
    refused(signed(), activate(...officers), /two different officers/);
    refused(
      run(inForce(), { kind: 'suspend', by: 'counsel-a', at: AT }),
      { kind: 'resume', officers, at: AT },
      /two different officers/,
    );
  }
});

it('one signature, a second by the same party, and a signature over other terms bring nothing into force', () => {
  const one = run(DRAFT, submit, sign('custodian'));
  refused(one, activate('officer-b', 'officer-c'), /cannot follow review/);
  refused(one, sign('custodian'), /has signed already/);
  refused(one, sign('requester', 'ab'), /over other terms/);
});

it('one officer or counsel suspends; a stranger does not', () => {
  for (const by of ['officer-a', 'counsel-a'])
    assert.equal(run(inForce(), { kind: 'suspend', by, at: AT }).state, 'suspended');
  refused(inForce(), { kind: 'suspend', by: 'stranger', at: AT }, /one officer or counsel/);
});

it('nothing comes into force before its effective day or within its waiting period', () => {
  const early = { ...signed(), latest_seen: '2026-02-01T00:00:00.000Z' };
  refused(
    early,
    { kind: 'activate', officers: ['officer-b', 'officer-c'], at: '2026-02-03T12:00:00.000Z' },
    /waiting period runs until 2026-02-04/,
  );
  refused(
    early,
    { kind: 'activate', officers: ['officer-b', 'officer-c'], at: '2026-03-01T04:59:59.999Z' },
    /takes effect on 2026-03-01/,
  );
});

it('a renewal is open in the last three months, once, unchanged, for a year at most, certified by both parties', () => {
  const certified = [
    { party: 'custodian', by: 'c', at: AT },
    { party: 'requester', by: 'r', at: AT },
  ] as const;
  const renew = (change: Partial<Extract<LifecycleEvent, { kind: 'renew' }>> = {}): LifecycleEvent => ({
    kind: 'renew',
    certified,
    terms: 'aa',
    until: '2028-08-31',
    at: '2027-06-15T12:00:00.000Z',
    ...change,
  });
  const renewed = run(inForce(), renew());
  assert.equal(renewed.expires, '2028-08-31');
  refused(inForce(), renew({ at: '2027-06-01T03:59:59.999Z' }), /open from 2027-06-01/);
  refused(inForce(), renew({ until: '2028-09-01' }), /one year at most/);
  refused(inForce(), renew({ until: '2027-08-31' }), /one year at most/);
  refused(inForce(), renew({ terms: 'ab' }), /unchanged/);
  refused(inForce(), renew({ certified: certified.slice(0, 1) }), /both parties/);
  refused(renewed, renew({ at: '2028-08-01T12:00:00.000Z', until: '2029-08-31' }), /renewed once/);
});

const END = '2027-09-01T04:00:00.000Z';

it('what has expired stays expired: no step, no clock set back', () => {
  const late = seenAt(inForce(), END);
  assert.equal(late.state, 'expired');
  assert.equal(seenAt(late, AT).state, 'expired');
  assert.equal(seenAt(inForce(), '2027-09-01T03:59:59.999Z').state, 'in-force');
  const unnoticed = { ...inForce(), latest_seen: END };
  refused(unnoticed, { kind: 'suspend', by: 'officer-a', at: AT }, /last day was 2027-08-31/);
  assert.equal(seenAt(unnoticed, AT).state, 'expired');
});

const KINDS = Object.keys(STEPS) as StepKind[];
const ids = fc.constantFrom('officer-a', 'officer-b', 'officer-c', 'counsel-a', 'stranger');
const instants = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2029-01-01') })
  .map((ms) => new Date(ms).toISOString());
const events = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    by: ids,
    officers: fc.array(ids, { maxLength: 3 }),
    party: fc.constantFrom('custodian', 'requester'),
    terms: fc.constantFrom('aa', 'aa', 'ab'),
    certified: fc.array(fc.record({ party: fc.constantFrom('custodian', 'requester'), by: ids, at: instants }), {
      maxLength: 2,
    }),
    until: fc.constantFrom('2028-08-31', '2028-01-01', '2030-01-01'),
    statute: fc.constant('18usc1546(a)'),
    at: instants,
  })
  .map((event) => event as unknown as LifecycleEvent);

it('whatever is tried in whatever order: no force without both signatures, no way out of expired or terminated, no step back in time', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), fc.boolean(), (tried, started) => {
      let life = started ? inForce() : DRAFT;
      for (const event of tried) {
        const taken = step(life, event, CUSTODIAN);
        if (!taken.ok) continue;
        assert.notEqual(life.state, 'expired');
        assert.notEqual(life.state, 'terminated');
        assert.ok(taken.state.latest_seen >= life.latest_seen);
        assert.equal(taken.state.steps, life.steps + 1);
        if (taken.state.state === 'in-force')
          assert.equal(new Set(taken.state.signatures.map((each) => each.party)).size, 2);
        life = taken.state;
      }
    }),
    { numRuns: 1000 },
  );
});
