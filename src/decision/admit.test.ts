import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import {
  type Case,
  decide,
  PACK_IDS,
  type PackId,
  readFixtures,
  type Scene,
  sceneOf,
  verdictOf,
} from '../../packs/fixtures.ts';
import type { Order, OrderScope } from '../terms/order.ts';
import { PRECEDENCE } from '../terms/precedence.ts';
import { admit } from './admit.ts';
import { prepare, usageClaims } from './ask.ts';
import { explain, mending } from './explain.ts';

const PACK: PackId = 'us/26usc6103-i-2';
const FIXTURES = readFixtures(PACK);
const scene = (set: Case['set'] = {}): Scene => sceneOf(PACK, FIXTURES, set);
const OVER_BUDGET = { usage: { 'person-questions': { known: false, count: 2 } } };

const order = (scope: OrderScope, sealed: 'sealed' | 'open'): Order => ({
  id: 'O-1',
  issued: '2026-11-01T00:00:00Z',
  received: '2026-11-01T00:00:00Z',
  effective: '2026-11-01T00:00:00Z',
  lifted: null,
  authority: 'Order of a court',
  sealed: sealed === 'sealed',
  scope,
});

it('a sealed order naming the person gives an admitted inquiry that is silenced, with the clauses of any other', () => {
  const { asked, standing, now } = scene();
  const plain = admit(asked, { ...standing, persons: ['p1'] }, now);
  const silenced = admit(
    asked,
    { ...standing, persons: ['p1', 'p2'], orders: [order({ persons: ['p2'] }, 'sealed')] },
    now,
  );
  assert.ok(plain.kind === 'admitted' && silenced.kind === 'admitted');
  assert.equal(plain.silenced, false);
  assert.equal(silenced.silenced, true);
  assert.deepEqual({ ...silenced, silenced: false }, plain);
});

it('an open order naming the person refuses; a sealed one naming others changes nothing', () => {
  const { asked, standing, now } = scene();
  const open = admit(asked, { ...standing, persons: ['p1'], orders: [order({ persons: ['p1'] }, 'open')] }, now);
  assert.equal(verdictOf(open), 'refused no-order');
  const others = admit(asked, { ...standing, persons: ['p1'], orders: [order({ persons: ['p9'] }, 'sealed')] }, now);
  assert.ok(others.kind === 'admitted' && !others.silenced);
});

it('an order that names persons is never judged without the pseudonyms of the person asked about', () => {
  const { asked, standing, now } = scene();
  assert.throws(
    () => admit(asked, { ...standing, orders: [order({ persons: ['p1'] }, 'sealed')] }, now),
    /lacks the question's pseudonyms/,
  );
});

it('usage that does not answer every claim is a defect, never a pass', () => {
  const { asked, standing, now } = scene();
  assert.throws(() => admit(asked, { ...standing, usage: standing.usage.slice(1) }, now), /usage does not answer/);
});

it('two different officers release what is held; one, or one twice, releases nothing', () => {
  const { asked, standing, now } = scene(OVER_BUDGET);
  const released = (...officers: string[]): string =>
    verdictOf(admit(asked, { ...standing, release: { officers } }, now));
  assert.equal(released(), 'held budget');
  assert.equal(released('a'), 'held budget');
  assert.equal(released('a', 'a'), 'held budget');
  assert.equal(released('a', 'b'), 'admitted');
});

it('a release opens nothing that fails', () => {
  for (const { set, outcome, ground } of FIXTURES.cases.filter((each) => each.outcome === 'refused')) {
    const { asked, standing, now } = scene(set);
    assert.equal(
      verdictOf(admit(asked, { ...standing, release: { officers: ['a', 'b'] } }, now)),
      `${outcome} ${ground}`,
    );
  }
});

it('the ground is the first failing clause in precedence order; held only if none fails', () => {
  for (const id of PACK_IDS) {
    const fixtures = readFixtures(id);
    const wrong = fixtures.cases.filter((each) => each.outcome !== 'admitted');
    fc.assert(
      fc.property(fc.constantFrom(...wrong), fc.constantFrom(...wrong), (one, two) => {
        const decision = decide(sceneOf(id, fixtures, { ...one.set, ...two.set }));
        assert.notEqual(decision.kind, 'admitted');
        const failing = PRECEDENCE.filter((clause) =>
          decision.clauses.some((each) => each.id === clause && each.result === 'fails'),
        );
        const held = PRECEDENCE.filter((clause) =>
          decision.clauses.some((each) => each.id === clause && each.result === 'held'),
        );
        assert.equal(verdictOf(decision), failing.length > 0 ? `refused ${failing[0]}` : `held ${held[0]}`);
      }),
    );
  }
});

it('replay: a standing and a question that were stored as JSON give the same decision, byte for byte', () => {
  for (const { set } of FIXTURES.cases) {
    const first = scene(set);
    const stored = JSON.parse(JSON.stringify({ ...first, asked: null })) as Scene;
    const asked = prepare(stored.question, stored.terms, stored.submission);
    assert.equal(JSON.stringify(admit(asked, stored.standing, stored.now)), JSON.stringify(decide(first)));
    assert.deepEqual(usageClaims(asked), usageClaims(first.asked));
  }
});

it('an officer sees every clause with the values used, and no name, address or identifier among them', () => {
  const { asked, standing, question } = scene({ ...OVER_BUDGET, 'submission.file_rows': 501 });
  const decision = admit(asked, standing, '2026-11-24T15:00:01.000Z');
  const explained = explain(decision, asked, standing);
  assert.deepEqual(
    explained.clauses.map((each) => [each.id, each.result]),
    decision.clauses.map((each) => [each.id, each.result]),
  );
  const volume = explained.clauses.find((each) => each.id === 'volume');
  assert.deepEqual(
    volume?.values.filter((each) => each.fact === 'volume.file').map((each) => each.value),
    [501],
  );
  assert.ok(explained.clauses.every((each) => each.values.length > 0));
  const text = JSON.stringify(explained).toLowerCase();
  for (const part of [question.person.given_name, question.person.surname, 'larkspur', question.basis.reason])
    assert.ok(!text.includes(part.toLowerCase()), part);
});

it('a requester learns the ground, its source and what would mend it: the same words for every inquiry', () => {
  const { terms } = scene();
  const told = mending('address-typed', terms.pack);
  assert.deepEqual(Object.keys(told), ['ground', 'source', 'refuses', 'mends']);
  assert.equal(told.source, '26 U.S.C. 6103(i)(2)(B)(i)');
  assert.match(mending('unreadable', terms.pack).mends, /send the row again/);
  assert.throws(() => mending('record-found', terms.pack));
});
