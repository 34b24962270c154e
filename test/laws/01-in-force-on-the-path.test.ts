import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { custodianOf } from '../../src/gateway/directory.ts';
import { enter } from '../../src/gateway/enter.ts';
import { readInstruments } from '../../src/gateway/instruments.ts';
import { writeAgreement } from '../../src/store/instruments.ts';
import { draftOf, type Lifecycle, type LifecycleEvent, step } from '../../src/terms/lifecycle.ts';
import { type DemoWorld, openDemoWorld, STATUTORY, seenRows } from '../world/demo-world.ts';
import { inquiriesOf, inquiryAbout, personAt, registerOf } from '../world/people.ts';

const AT = '2026-11-20T12:00:00.000Z';
const people = [0, 1, 2].map((n) => personAt(n));
const asked = inquiriesOf(people.map((person, n) => inquiryAbout(person, n)));
const REFUSED = people.map(() => 'refused,in-force');
let world: DemoWorld;
let active: Lifecycle;

before(async () => {
  world = await openDemoWorld();
  await world.load(registerOf(people));
  await world.activate('statutory.yaml');
  active = (await readInstruments(world.store.pool)).agreements.get(STATUTORY)?.life as Lifecycle;
});
after(() => world.close());

/** Puts the agreement's life where a step of its own leads. */
async function live(life: Lifecycle): Promise<void> {
  const terms = Buffer.from(life.terms, 'hex');
  await enter(world.gateway, async (client) => {
    await writeAgreement(client, { id: life.agreement, version: life.version, terms, lifecycle: life });
    return [];
  });
}

async function stepped(event: LifecycleEvent): Promise<Lifecycle> {
  const custodian = await custodianOf(world.gateway);
  const taken = step(active, event, custodian ?? assert.fail('no custodian'));
  return taken.ok ? taken.state : assert.fail(taken.why);
}

test('law 1: in force, the three people on file are confirmed: the law is seen from its other side', async () => {
  assert.deepEqual(
    seenRows(await world.ask(STATUTORY, asked)),
    people.map(() => 'confirmed,'),
  );
});

test('law 1: a draft answers nothing: every row is refused in-force', async () => {
  const { terms } = (await readInstruments(world.store.pool)).agreements.get(STATUTORY) ?? assert.fail();
  await live(draftOf(terms, AT));
  assert.deepEqual(seenRows(await world.ask(STATUTORY, asked)), REFUSED);
});

test('law 1: a suspended agreement answers nothing, and answers again once it is resumed', async () => {
  const suspended = await stepped({ kind: 'suspend', by: 'counsel-01', at: AT });
  await live(suspended);
  assert.deepEqual(seenRows(await world.ask(STATUTORY, asked)), REFUSED);
  await live(active);
  assert.deepEqual(
    seenRows(await world.ask(STATUTORY, asked)),
    people.map(() => 'confirmed,'),
  );
});

test('law 1: a terminated agreement answers nothing', async () => {
  await live(await stepped({ kind: 'terminate', by: 'counsel-01', at: AT }));
  assert.deepEqual(seenRows(await world.ask(STATUTORY, asked)), REFUSED);
});

test('law 1: the day after its last day an agreement answers nothing, and a clock set back revives nothing', async () => {
  await live(active);
  world.at('2028-03-01T04:59:59.000Z'); // the last second of 29 February 2028 in New York
  assert.deepEqual(
    seenRows(await world.ask(STATUTORY, asked)),
    people.map(() => 'confirmed,'),
  );
  world.at('2028-03-01T05:00:00.000Z');
  assert.deepEqual(seenRows(await world.ask(STATUTORY, asked)), REFUSED);
  world.at(AT);
  assert.deepEqual(seenRows(await world.ask(STATUTORY, asked)), REFUSED);
});
