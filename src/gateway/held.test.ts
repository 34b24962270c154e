import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoWorld, openDemoWorld, STATUTORY, seen } from '../../test/world/demo-world.ts';
import { inquiriesOf, inquiryAbout, personAt, registerOf } from '../../test/world/people.ts';
import { demoSigned } from '../cli/approvals.ts';
import { decodeEntry } from '../log/entry.ts';
import { readLeaves } from '../store/entries.ts';
import { readHead } from '../store/tick.ts';
import { decideHeld, decisionStatement, heldInquiries, lookStatement, openHeld } from './held.ts';
import { replayAll } from './replay.ts';

const person = personAt(0);
const REASON = 'Permits bearing this name were seized at the timber depot.';
/** One reason under many case numbers, for one person more than the agreement allows: the last waits. */
const asked = inquiriesOf(
  Array.from({ length: 26 }, (_, n) => ({ ...inquiryAbout(personAt(25 - n), 25 - n), reason: REASON })),
);
let world: DemoWorld;

before(async () => {
  world = await openDemoWorld();
  await world.load(registerOf([person]));
  await world.activate('statutory.yaml');
});
after(() => world.close());

async function lastEntries(count: number): Promise<Record<string, unknown>[]> {
  const size = (await readHead(world.store.pool))?.size ?? 0;
  const leaves = await readLeaves(world.store.pool, size - count, size);
  return leaves.map((leaf) => {
    const entry = decodeEntry(leaf);
    return entry.ok ? entry.value : assert.fail(entry.problem);
  });
}

/** Asks and gives the index of the first that is held. */
async function heldIndex(): Promise<number> {
  await world.ask(STATUTORY, asked);
  const [row] = await heldInquiries(world.gateway);
  return row?.index ?? assert.fail('nothing is held');
}

async function signedDecision(index: number, decision: 'release' | 'decline', by: readonly string[]): Promise<string> {
  const statement = (await decisionStatement(world.gateway, index, decision)) ?? assert.fail('not held');
  return await demoSigned(world.gateway, statement, by);
}

test('a held inquiry is listed with entry, agreement and clause, and nothing else', async () => {
  const index = await heldIndex();
  const [row] = await heldInquiries(world.gateway);
  assert.deepEqual({ ...row, at: '' }, { index, agreement: STATUTORY, why: 'specific-reason', at: '' });
});

test('an officer who looks leaves an entry first, and sees every clause with its values but neither name nor address', async () => {
  const index = await heldIndex();
  const jws = await demoSigned(world.gateway, lookStatement(world.gateway, index, 'disclosure-03', 'review'), [
    'disclosure-03',
  ]);
  const opened = await openHeld(world.gateway, index, { by: 'disclosure-03', reason: 'review', jws });
  const { explanation, reference } = opened.ok ? opened.shown : assert.fail(opened.why);
  const [entry] = await lastEntries(1);
  assert.deepEqual(
    { ...entry, at: '' },
    {
      kind: 'opening',
      version: 1,
      part: 'held',
      from: index,
      to: index + 1,
      at: '',
      by: 'disclosure-03',
      reason: 'review',
    },
  );
  assert.equal(reference, 'R-000');
  const clause = explanation.clauses.find(({ id }) => id === 'specific-reason');
  assert.equal(clause?.result, 'held');
  assert.equal(clause?.values.find(({ fact }) => fact === 'reason.people')?.value, 26);
  for (const text of [person.surname, person.delivery_line]) assert.ok(!JSON.stringify(opened).includes(text));
});

test('whoever is no officer, or did not sign, sees nothing and leaves no entry', async () => {
  const index = await heldIndex();
  const [last] = await lastEntries(1);
  const looks = [
    ['counsel-01', 'counsel-01'],
    ['disclosure-01', 'disclosure-02'],
  ] as const;
  for (const [by, signer] of looks) {
    const jws = await demoSigned(world.gateway, lookStatement(world.gateway, index, by, ''), [signer]);
    assert.equal((await openHeld(world.gateway, index, { by, reason: '', jws })).ok, false);
  }
  assert.deepEqual(await lastEntries(1), [last]);
});

test('one officer, an officer beside counsel, or signatures over the other decision release nothing', async () => {
  const index = await heldIndex();
  const both = ['disclosure-01', 'disclosure-02'];
  const papers = [
    await signedDecision(index, 'release', ['disclosure-01']),
    await signedDecision(index, 'release', ['disclosure-01', 'counsel-01']),
    await signedDecision(index, 'decline', both),
  ];
  for (const jws of papers) assert.equal((await decideHeld(world.gateway, index, 'release', jws)).ok, false);
  assert.equal((await heldInquiries(world.gateway))[0]?.index, index);
});

test('two officers release: asked and answered again with a receipt of its own, entered, replayable, and only once', async () => {
  const index = await heldIndex();
  const jws = await signedDecision(index, 'release', ['disclosure-01', 'disclosure-02']);
  const both = await Promise.all([1, 2].map(() => decideHeld(world.gateway, index, 'release', jws)));
  const released = both.filter((each) => each.ok);
  assert.equal(released.length, 1);
  const { answer } = released[0]?.ok === true ? released[0] : assert.fail();
  assert.equal(answer === null ? '' : seen(answer), 'confirmed,');
  assert.equal(answer?.receipt.startsWith(`${answer.index}.`), true);
  const [inquiry, decided] = await lastEntries(2);
  assert.equal(inquiry?.['kind'], 'inquiry');
  assert.deepEqual([decided?.['kind'], decided?.['index'], decided?.['decision']], ['held-release', index, 'released']);
  assert.ok(!(await heldInquiries(world.gateway)).some((row) => row.index === index));
  assert.deepEqual((await replayAll(world.gateway, () => undefined)).differing, []);
});

test('two officers decline: no answer, an entry, and nothing waits', async () => {
  const file = inquiriesOf([{ ...inquiryAbout(personAt(30), 30), reason: REASON }]);
  const index = (await world.ask(STATUTORY, file))[0]?.answer.index ?? assert.fail();
  const jws = await signedDecision(index, 'decline', ['disclosure-02', 'disclosure-03']);
  assert.deepEqual(await decideHeld(world.gateway, index, 'decline', jws), { ok: true, answer: null });
  const [entry] = await lastEntries(1);
  assert.deepEqual([entry?.['kind'], entry?.['index'], entry?.['decision']], ['held-release', index, 'declined']);
  assert.ok(!(await heldInquiries(world.gateway)).some((row) => row.index === index));
});
