import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { countersign, countersignBeside } from '../world/command.ts';
import { countOf, type DemoWorld, openDemoWorld, STATUTORY, seenRows } from '../world/demo-world.ts';
import { inquiriesOf, inquiryAbout, personAt, registerOf } from '../world/people.ts';

const PEOPLE = [0, 1, 2, 3].map((n) => personAt(n));
const ASKED = inquiriesOf(PEOPLE.map((person, n) => inquiryAbout(person, n)));
let world: DemoWorld;

before(async () => {
  world = await openDemoWorld();
  await world.load(registerOf(PEOPLE));
  await world.activate('statutory.yaml');
});
after(() => world.close());

/** Servers, not their children, that work in the database folder (Linux). */
function servers(): number[] {
  const folder = statSync(join(world.data, 'postgres')).ino;
  const here = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return statSync(`/proc/${name}/cwd`).ino === folder && readlinkSync(`/proc/${name}/exe`).endsWith('/postgres');
      } catch {
        return false;
      }
    });
  const parent = (name: string): string =>
    / \(.*\) . (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1] ?? '';
  return here.filter((name) => !here.includes(parent(name))).map(Number);
}

test('a second command attaches to the PostgreSQL that runs: never two servers on one folder', {
  skip: process.platform !== 'linux',
}, async () => {
  const before = servers();
  assert.equal(before.length, 1);
  const beside = [1, 2].map(() => countersignBeside('agreement', 'list', '--data', world.data, '--json'));
  for (const { ended } of beside) assert.equal((await ended).status, 0);
  assert.deepEqual(servers(), before);
  assert.equal(await countOf(world.store, 'agreement'), 1);
});

test('two batches at once enter every answer once, in one log that verifies', async () => {
  const file = world.write('beside.csv', ASKED);
  const entries = await countOf(world.store, 'log_entry');
  const beside = [1, 2].map((n) =>
    countersignBeside(
      'batch',
      file,
      '--agreement',
      STATUTORY,
      '--out',
      join(world.folder, `beside-${n}.csv`),
      '--data',
      world.data,
    ),
  );
  for (const { ended } of beside) assert.equal((await ended).status, 0);
  assert.equal(await countOf(world.store, 'log_entry'), entries + 2 * PEOPLE.length);
  const log = join(world.folder, 'log');
  assert.equal(countersign('log', 'export', log, '--data', world.data).status, 0);
  assert.equal(countersign('log', 'verify', log, '--vkey', join(world.data, 'log.vkey')).status, 0);
});

/** Takes the database back to an earlier head, as an older copy would be; gives what brings it forward again. */
async function takeBack(head: Record<string, unknown>): Promise<() => Promise<void>> {
  const { owner } = world.store;
  const tables = ['log_entry', 'case_file'];
  for (const table of tables) {
    await owner.query(`create table aside_${table} as select * from ${table} where index >= ${head['size']}`);
    await owner.query(`delete from ${table} where index >= ${head['size']}`);
  }
  await owner.query('create table aside_head as select * from log_head');
  const set = 'update log_head set size = $1, edge = $2, checkpoint = $3, standing = $4, latest = $5';
  const values = ['size', 'edge', 'checkpoint', 'standing', 'latest'];
  await owner.query(
    set,
    values.map((column) => head[column]),
  );
  return async () => {
    for (const table of tables) await owner.query(`insert into ${table} select * from aside_${table}`);
    const { rows } = await owner.query<Record<string, unknown>>('select * from aside_head');
    await owner.query(
      set,
      values.map((column) => rows[0]?.[column]),
    );
    for (const table of [...tables, 'head']) await owner.query(`drop table aside_${table}`);
  };
}

test('a keeper ahead of the database stops everything: exit 3, and it says so; nothing is entered until the newest copy is back', async () => {
  const { owner } = world.store;
  const { rows: heads } = await owner.query<Record<string, unknown>>('select * from log_head');
  assert.deepEqual(
    seenRows(await world.ask(STATUTORY, ASKED)),
    PEOPLE.map(() => 'confirmed,'),
  );
  const restore = await takeBack(heads[0] ?? {});
  const entries = await countOf(world.store, 'log_entry');
  const file = world.write('behind.csv', ASKED);
  for (const args of [
    ['batch', file, '--agreement', STATUTORY, '--out', join(world.folder, 'behind.csv.out')],
    ['agreement', 'list'],
    ['replay'],
  ]) {
    const ran = countersign(...args, '--data', world.data);
    assert.equal(ran.status, 3, args[0]);
    assert.match(ran.stderr, /entries were signed.*older copy.*Restore the newest/s);
  }
  await assert.rejects(world.ask(STATUTORY, ASKED), /fell behind the last checkpoint/);
  await assert.rejects(world.load(registerOf(PEOPLE)), /fell behind the last checkpoint/);
  assert.equal(await countOf(world.store, 'log_entry'), entries);
  await restore();
  assert.equal(countersign('replay', '--data', world.data).status, 0);
});
