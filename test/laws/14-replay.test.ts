import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type ReplaySummary, replayAll } from '../../src/gateway/replay.ts';
import { CONSENT, type DemoWorld, example, openDemoWorld, STATUTORY } from '../world/demo-world.ts';

let world: DemoWorld;
let asked = 0;
const replay = (): Promise<ReplaySummary> => replayAll(world.gateway, () => undefined);

/** Every third line of an example file, so that one replay is quick. */
const third = (csv: string): string =>
  csv
    .split('\n')
    .filter((_, n) => n % 3 === 0)
    .join('\n');

before(async () => {
  world = await openDemoWorld();
  await world.load(third(example('register.csv')));
  await world.activate('statutory.yaml');
  await world.activate('consent.yaml');
  asked += (await world.ask(STATUTORY, third(example('inquiries.csv')))).length;
  asked += (await world.ask(CONSENT, third(example('inquiries-consent.csv')))).length;
});
after(() => world.close());

test('law 14: replay reproduces every decision whose case file is kept', async () => {
  assert.ok(asked > 240);
  assert.deepEqual(await replay(), { replayed: asked, unavailable: 0, differing: [] });
});

/** Flips one bit of the bytes that `column` has in the row, replays, and puts it back. */
async function changed(table: string, key: string, id: unknown, column: string, at: number): Promise<ReplaySummary> {
  const flip = `update ${table} set ${column} = set_byte(${column}, $2 % length(${column}), get_byte(${column}, $2 % length(${column})) # 1) where ${key} = $1`;
  const { rowCount } = await world.store.owner.query(flip, [id, at]);
  assert.equal(rowCount, 1);
  try {
    return await replay();
  } finally {
    await world.store.owner.query(flip, [id, at]);
  }
}

async function idsOf(text: string): Promise<unknown[]> {
  const { rows } = await world.store.owner.query<{ id: unknown }>(text);
  return rows.map(({ id }) => id);
}

test('law 14: replay fails at exactly the entry whose case file has one changed byte', async () => {
  const cases = (await idsOf('select index as id from case_file order by 1')).map(Number);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...cases), fc.nat(2000), async (index, at) => {
      const { replayed, differing } = await changed('case_file', 'index', index, 'sealed', at);
      assert.deepEqual([replayed, differing.map((each) => each.index)], [asked - 1, [index]]);
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

test('law 14: replay fails at exactly the entry whose leaf has one changed byte', async () => {
  const cases = (await idsOf('select index as id from case_file order by 1')).map(Number);
  const index = cases[17] ?? 0;
  for (const at of [20, 60, 100]) {
    const { differing } = await changed('log_entry', 'index', index, 'leaf', at);
    assert.deepEqual(
      differing.map((each) => each.index),
      [index],
    );
  }
});

test('law 14: replay fails where terms, standing or submission were changed by one byte', async () => {
  for (const id of await idsOf('select sha256 as id from document')) {
    const { differing, replayed } = await changed('document', 'sha256', id, 'body', 300);
    assert.ok(differing.length > 0 && replayed < asked);
  }
});

test('law 14: a case file that is missing is told; one whose day key was destroyed is counted apart', async () => {
  const { owner } = world.store;
  await owner.query(
    'create table put_aside as select * from case_file where index = (select max(index) from case_file)',
  );
  await owner.query('delete from case_file where index in (select index from put_aside)');
  assert.deepEqual(
    (await replay()).differing.map((each) => each.why),
    ['the case file is missing'],
  );
  await owner.query('insert into case_file select * from put_aside');
  world.gateway.keys.sealing.destroy(CONSENT, '2026-11-20');
  const { replayed, unavailable, differing } = await replay();
  assert.deepEqual([replayed + unavailable, differing.length], [asked, 0]);
  assert.ok(unavailable > 20);
});
