import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countAnswers, noAnswers } from '../../src/cli/answers.ts';
import { DEMO_OFFICERS, demoSigned } from '../../src/cli/approvals.ts';
import { demoSigners } from '../../src/cli/demo-parties.ts';
import { stepToSign, suspendAgreement, takeSignedStep } from '../../src/gateway/agreement-steps.ts';
import { type AnsweredRow, answerFile, inquiryOf } from '../../src/gateway/batch.ts';
import { decideHeld, decisionStatement, heldInquiries } from '../../src/gateway/held.ts';
import type { Answer, Inquiry } from '../../src/gateway/inquiry.ts';
import { acceptFile, openInquiryFile } from '../../src/gateway/inquiry-file.ts';
import { readInstruments } from '../../src/gateway/instruments.ts';
import { readOrder } from '../../src/gateway/order-file.ts';
import { applyOrder, liftOrder, liftToSign } from '../../src/gateway/orders.ts';
import { answer } from '../../src/gateway/path.ts';
import { replayAll } from '../../src/gateway/replay.ts';
import { readRows } from '../../src/inquiry/rows.ts';
import { fileStatement, signDetached } from '../../src/keys/jws.ts';
import { type DemoWorld, openDemoWorld, STATUTORY, seen, seenRows } from '../world/demo-world.ts';
import { inquiriesOf, inquiryAbout, personAt, registerOf } from '../world/people.ts';

const AT = '2026-11-20T12:00:00.000Z';
const RUNS = Number(process.env['LAW6_RUNS'] ?? 40);
const SUBMITTERS = 4;
const people = [0, 1, 2, 3].map((n) => personAt(n));
const asked = inquiriesOf(people.map((person, n) => inquiryAbout(person, n)));
let world: DemoWorld;
let inquiries: Inquiry[];

before(async () => {
  world = await openDemoWorld();
  await world.load(registerOf(people));
  await world.activate('statutory.yaml');
  const { terms, submission, path } = await accepted('all.csv', asked);
  inquiries = [];
  for await (const row of readRows(bytesOf(asked), 'csv')) inquiries.push(inquiryOf(row, terms, submission));
  assert.ok(path);
});
after(() => world.close());

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

async function accepted(name: string, csv: string) {
  const file = await openInquiryFile(world.write(name, csv));
  const { agreements, requesters } = await readInstruments(world.store.pool);
  const requester = requesters.get(agreements.get(STATUTORY)?.terms.agreement.requester ?? '') ?? assert.fail();
  const jws = signDetached(fileStatement(STATUTORY, file.sha256), demoSigners(world.data, requester));
  const taken = await acceptFile(world.gateway, STATUTORY, file, jws);
  return taken.ok ? { ...taken, file, path: file.path } : assert.fail(taken.why);
}

/** The clock of a run; its order ends by itself when the clock moves on. */
const second = (run: number): string => new Date(Date.parse(AT) + run * 1000).toISOString();

type Scope = (until: string) => string;
const scoped =
  (part: string): Scope =>
  (until) =>
    `{ ${part}until: '${until}' }`;

/** What an order of the run stops: every kind of scope in its turn. */
const SCOPES: readonly { scope: Scope; sealed?: true; stops: (reference: string) => boolean }[] = [
  { scope: scoped(''), stops: () => true },
  { scope: scoped(`agreement: ${STATUTORY}, `), stops: () => true },
  { scope: scoped("statute: '18 USC 1546 (a)', "), stops: () => true },
  { scope: scoped('class: criminal investigation, '), stops: () => true },
  { scope: scoped(`from: '${AT}', `), stops: () => true },
  { scope: scoped(`persons: [${named(1)}], `), stops: (reference) => reference === 'R-001' },
  { scope: scoped(`persons: [${named(2)}], `), sealed: true, stops: (reference) => reference === 'R-002' },
];

function named(n: number): string {
  const { given_name, surname } = personAt(n);
  return `{ given_name: ${given_name}, surname: ${surname} }`;
}

type Kind = 'open' | 'sealed';

async function order(id: string, scope: string, kind: Kind, effective = AT) {
  const times = `issued: '${effective}'\nreceived: '${AT}'\neffective: '${effective}'`;
  const text = `id: ${id}\n${times}\nauthority: In re Example, order of the day\nsealed: ${kind === 'sealed'}\nscope: ${scope}\n`;
  const read = await readOrder(world.gateway, text);
  return read.ok ? read.order : assert.fail(JSON.stringify(read.problems));
}

async function apply(id: string, scope: string, kind: Kind = 'open', effective = AT) {
  const applied = await applyOrder(world.gateway, await order(id, scope, kind, effective), 'counsel-01');
  return applied.ok ? applied : assert.fail(applied.why);
}

async function lift(id: string): Promise<void> {
  const statement = (await liftToSign(world.gateway, id)) ?? assert.fail('no such order');
  const lifted = await liftOrder(world.gateway, id, await demoSigned(world.gateway, statement, DEMO_OFFICERS));
  assert.ok(lifted.ok, JSON.stringify(lifted));
}

/** The same questions again and again: each after the first is a repeat. Every fourth run asks them twice. */
async function submit(answers: Answer[], run: number): Promise<void> {
  answers.push(...(await answer(world.gateway, inquiries)));
  if (run % 4 === 0) answers.push(...(await answer(world.gateway, inquiries)));
}

test(`law 6: of ${SUBMITTERS} concurrent submitters in ${RUNS} runs, nobody gets an answer that the order forbids entered after it`, async () => {
  const counted = { before: 0, after: 0 };
  for (let run = 0; run < RUNS; run += 1) {
    world.at(second(run));
    const { scope, sealed, stops } = SCOPES[run % SCOPES.length] ?? assert.fail();
    const answers: Answer[] = [];
    const submitters = Array.from({ length: SUBMITTERS }, () => submit(answers, run));
    await Promise.race(run % 3 === 0 ? [undefined] : submitters);
    const { entry } = await apply(`run-${run}`, scope(second(run + 1)), sealed === true ? 'sealed' : 'open');
    await Promise.all(submitters);
    for (const each of answers) {
      const isForbidden = each.index > entry && stops(each.reference);
      const said = isForbidden ? (sealed === true ? 'not_confirmed,' : 'refused,no-order') : 'confirmed,';
      assert.equal(seen(each), said, `run ${run}: ${each.reference} at entry ${each.index}, the order at ${entry}`);
      counted[each.index > entry ? 'after' : 'before'] += 1;
    }
  }
  world.at(second(RUNS));
  assert.ok(Math.min(counted.before, counted.after) > RUNS, `orders came in the middle: ${JSON.stringify(counted)}`);
});

test('law 6: an order with a past effective time lists every answer given since, and none that it leaves alone', async () => {
  const given = await answer(world.gateway, inquiries);
  const earlier = await apply('late-other', `{ persons: [${named(9)}] }`, 'open', '2026-11-01T00:00:00Z');
  assert.deepEqual(earlier.since, []);
  const late = await apply('late', `{ persons: [${named(3)}] }`, 'sealed', '2026-11-01T00:00:00Z');
  assert.deepEqual(late.since.at(-1), { index: given[3]?.index, agreement: STATUTORY });
  const { rows } = await world.store.owner.query<{ n: number }>('select count(*)::int as n from case_file');
  assert.equal(late.since.length < (rows[0]?.n ?? 0) / 3, true);
  await lift('late');
});

test('law 6: what was held before an order is not answered by its release after it', async () => {
  const reason = 'Permits bearing this name were seized at the timber depot.';
  const rows = Array.from({ length: 26 }, (_, n) => ({ ...inquiryAbout(personAt(40 + n), 40 + n), reason }));
  await world.ask(STATUTORY, inquiriesOf(rows));
  const index = (await heldInquiries(world.gateway)).at(-1)?.index ?? assert.fail('nothing is held');
  await apply('after-held', `{ agreement: ${STATUTORY} }`);
  const statement = (await decisionStatement(world.gateway, index, 'release')) ?? assert.fail();
  const released = await decideHeld(
    world.gateway,
    index,
    'release',
    await demoSigned(world.gateway, statement, DEMO_OFFICERS),
  );
  assert.equal(released.ok && released.answer !== null ? seen(released.answer) : '', 'refused,no-order');
  await lift('after-held');
});

test('law 6: an order cannot be lifted by one officer, nor by officers who signed for another order', async () => {
  await apply('kept', `{ agreement: ${STATUTORY} }`);
  const statement = (await liftToSign(world.gateway, 'kept')) ?? assert.fail();
  const other = (await liftToSign(world.gateway, 'late')) ?? assert.fail();
  for (const jws of [
    await demoSigned(world.gateway, statement, ['disclosure-01']),
    await demoSigned(world.gateway, statement, ['counsel-01', 'disclosure-01']),
    await demoSigned(world.gateway, other, DEMO_OFFICERS),
  ])
    assert.equal((await liftOrder(world.gateway, 'kept', jws)).ok, false);
  assert.deepEqual([...new Set((await answer(world.gateway, inquiries)).map(seen))], ['refused,no-order']);
  await lift('kept');
});

test('law 6: an agreement suspended in the middle of a file answers none of its rest, and the report counts it', async () => {
  const rows = Array.from({ length: 1200 }, (_, n) => ({
    ...inquiryAbout(personAt(n % 4), n % 4),
    reference: `L-${n}`,
  }));
  const { terms, submission, file } = await accepted('long.csv', inquiriesOf(rows));
  const ticks = answerFile(world.gateway, terms, submission, file);
  const first = (await ticks.next()).value as AnsweredRow[];
  const suspended = await suspendAgreement(world.gateway, STATUTORY, 'disclosure-03', 'order of the day');
  assert.equal(suspended.ok && suspended.life.state, 'suspended');
  const rest: AnsweredRow[] = [];
  for await (const tick of ticks) rest.push(...tick);
  assert.equal(first.length + rest.length, 1200);
  assert.deepEqual(
    [new Set(seenRows(first)), new Set(seenRows(rest))],
    [new Set(['confirmed,']), new Set(['refused,in-force'])],
  );
  const counts = noAnswers();
  for (const part of [first, rest]) countAnswers(counts, part);
  assert.deepEqual([counts.confirmed, counts.by_ground], [first.length, { 'in-force': rest.length }]);
});

test('law 6: two officers resume a suspended agreement, one cannot; counsel ends it, and no signature brings it back', async () => {
  const { gateway } = world;
  const toSign = async (kind: 'resume' | 'terminate') =>
    (await stepToSign(gateway, STATUTORY, kind, 'done')) ?? assert.fail();
  const step = async (kind: 'resume' | 'terminate', by: readonly string[]) =>
    await takeSignedStep(gateway, STATUTORY, kind, 'done', await demoSigned(gateway, await toSign(kind), by));
  assert.equal((await step('resume', ['disclosure-01'])).ok, false);
  assert.equal((await suspendAgreement(gateway, STATUTORY, 'nobody', '')).ok, false);
  assert.equal((await step('resume', DEMO_OFFICERS)).ok, true);
  assert.deepEqual([...new Set((await answer(gateway, inquiries)).map(seen))], ['confirmed,']);
  assert.equal((await step('terminate', DEMO_OFFICERS)).ok, false);
  assert.equal((await step('terminate', ['counsel-02'])).ok, true);
  assert.equal((await step('resume', DEMO_OFFICERS)).ok, false);
  assert.deepEqual([...new Set((await answer(gateway, inquiries)).map(seen))], ['refused,in-force']);
});

test('law 6: everything decided under orders replays to the same decision', async () => {
  assert.deepEqual((await replayAll(world.gateway, () => undefined)).differing, []);
});
