import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openStore, type Store } from './connection.ts';
import { Unavailable } from './unavailable.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-store-'));
// A path that is closed to the server's account, and longer than a socket's name may be.
const dataDir = join(folder, 'a'.repeat(120), 'countersign-data');
const said: string[] = [];
const open = (databaseUrl = ''): Promise<Store> => openStore({ dataDir, databaseUrl, say: (line) => said.push(line) });
let store: Store;

before(async () => {
  mkdirSync(join(dataDir, '..'), { mode: 0o700 });
  store = await open();
});

after(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const serverId = (): string => readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';

async function firstValue(from: Store['pool'], text: string): Promise<unknown> {
  const { rows } = await from.query<{ v: unknown }>(text);
  return rows[0]?.v;
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => null,
    (failed: unknown) => failed,
  );
  return error instanceof Error && 'code' in error ? error.code : error;
}

test('the server answers over its socket only, under a path that is closed and longer than a socket name may be', async () => {
  assert.equal(await firstValue(store.pool, "select current_setting('listen_addresses') as v"), '');
  assert.equal(await firstValue(store.pool, "select current_setting('fsync') as v"), 'on');
  assert.ok(existsSync(join(dataDir, 'postgres', 'PG_VERSION')));
});

test('the serving role cannot update or delete log rows, nor make or read tables of a load', async () => {
  for (const text of [
    'update log_entry set leaf = leaf',
    'delete from log_entry',
    'delete from case_file',
    'delete from log_tile',
  ]) {
    assert.equal(await codeOf(store.pool.query(text)), '42501', text);
  }
  await store.loader.query('create table journal_probe (sealed bytea)');
  assert.equal(await codeOf(store.pool.query('select sealed from journal_probe')), '42501');
  assert.equal(await codeOf(store.pool.query('create table mine (a integer)')), '42501');
  await store.loader.query('drop table journal_probe');
});

test('a transaction that throws leaves nothing, one that returns is there', async () => {
  await store.owner.query('create table kept (n integer); grant select, insert on kept to countersign_serving');
  const broken = store.transaction(async (client) => {
    await client.query('insert into kept values (1)');
    throw new RangeError('stop');
  });
  await assert.rejects(broken, RangeError);
  await store.transaction((client) => client.query('insert into kept values (2)'));
  assert.deepEqual((await store.pool.query('select n from kept')).rows, [{ n: 2 }]);
});

test('a second command attaches to the running server, and its leaving does not stop it', async () => {
  const id = serverId();
  const second = await open();
  assert.equal(serverId(), id);
  await second.close();
  assert.equal(await firstValue(store.pool, 'select 1 as v'), 1);
});

/** A command of its own on the same data folder: opens the store, says so, and waits. */
async function otherCommand(): Promise<ChildProcess> {
  const file = new URL('./connection.ts', import.meta.url).href;
  const text = `const { openStore } = await import(${JSON.stringify(file)});
    await openStore({ dataDir: ${JSON.stringify(dataDir)}, say: () => undefined }); console.log('open'); setInterval(() => 0, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

test('a killed command leaves the server running, the next attaches to it, and the last to leave stops it', async () => {
  const child = await otherCommand();
  const id = serverId();
  await store.close();
  assert.equal(serverId(), id, 'the other command still uses it');
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(serverId(), id);
  store = await open();
  assert.equal(serverId(), id);
  await store.close();
  assert.equal(existsSync(join(dataDir, 'postgres', 'postmaster.pid')), false);
  store = await open();
});

test('two commands that start at once share one server', async () => {
  await store.close();
  const both = await Promise.all([open(), open()]);
  const ids = await Promise.all(
    both.map((one) => firstValue(one.owner, 'select pg_postmaster_start_time()::text as v')),
  );
  assert.equal(ids[0], ids[1]);
  await both[0].close();
  store = both[1];
});

test('a server that was killed is started again on the same data, though its process id lives on', async () => {
  const id = Number(serverId());
  process.kill(id, 'SIGKILL');
  await store.close();
  store = await open();
  assert.equal(await firstValue(store.pool, 'select n as v from kept'), 2);
});

test('PostgreSQL logs no statement and no value (law 13)', async () => {
  await codeOf(store.pool.query("select 'Quillfeather-Mbeki'::integer"));
  await codeOf(store.pool.query('select $1::integer', ['Quillfeather-Mbeki']));
  const log = join(dataDir, 'postgres', 'log');
  const text = readdirSync(log)
    .map((file) => readFileSync(join(log, file), 'utf8'))
    .join('');
  assert.match(text, /ready to accept connections/);
  assert.doesNotMatch(text, /Quillfeather|select/i);
});

test('with DATABASE_URL the first host that takes writes is used, and sessions take their role', async () => {
  const socket = encodeURIComponent(`/proc/${process.pid}/fd/${fdOf(join(dataDir, 'postgres'))}`);
  const given = await open(`postgres://countersign@/countersign?host=${socket}`);
  assert.equal(await firstValue(given.pool, 'select current_user as v'), 'countersign_serving');
  assert.equal(await firstValue(given.owner, 'select current_user as v'), 'countersign');
  await given.close();
});

/** An open handle of this process on the folder. */
function fdOf(path: string): string {
  const real = readdirSync('/proc/self/fd').find((fd) => {
    try {
      return (
        readFileSync(`/proc/self/fd/${fd}/postmaster.pid`, 'utf8') ===
        readFileSync(join(path, 'postmaster.pid'), 'utf8')
      );
    } catch {
      return false;
    }
  });
  return real ?? '';
}

test('a DATABASE_URL that nobody answers is unavailable and says what to check', async () => {
  const failed: unknown = await open('postgres://nobody@127.0.0.1:1,127.0.0.1:2/none').catch((error: unknown) => error);
  assert.ok(failed instanceof Unavailable);
  assert.equal(failed.why, 'unreachable');
  assert.match(failed.message, /DATABASE_URL/);
});
