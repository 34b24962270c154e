import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { FileRefused } from '../inquiry/file-problem.ts';
import { createPairEvaluator } from '../keys/keyring.ts';
import { sha256 } from '../keys/sha256.ts';
import { standardiseAddress } from '../matching/address.ts';
import { standardiseName } from '../matching/name.ts';
import { padProbes, questionInputs } from '../matching/pairs.ts';
import { openStore, type Store } from '../store/connection.ts';
import { currentSnapshot } from '../store/snapshot.ts';
import { Unavailable } from '../store/unavailable.ts';
import { probe } from './ask.ts';
import { type Loaded, loadRegister } from './load.ts';
import { loadKeys } from './load-keys.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-register-'));
const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
let store: Store;

before(async () => {
  store = await openStore({ dataDir, say: () => undefined });
});

after(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const HEADER =
  'record_id,given_name,middle_name,surname,name_suffix,birth_date,tax_identifier,other_names,period,delivery_line,unit,city,state,postal_code,country,address,suppressed';

/** One line: record_id, given name, surname, birth date, street line, and what differs. */
function row(
  id: string,
  name: [string, string],
  born: string,
  street: string,
  more: { period?: string; suppressed?: string; taxpayer?: string; city?: string } = {},
): string {
  const { period = '2024', suppressed = '', taxpayer = '', city = 'Springfield' } = more;
  return `${id},${name[0]},,${name[1]},,${born},${taxpayer},,${period},${street},,${city},IL,62701,,,${suppressed}`;
}

async function load(lines: string[], settings: { enter?: () => Promise<void>; header?: string } = {}): Promise<Loaded> {
  const bytes = new TextEncoder().encode([settings.header ?? HEADER, ...lines, ''].join('\n'));
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700);
  }
  return await loadRegister({
    store,
    dataDir,
    keys: loadKeys(first, second),
    rows: chunks(),
    totalBytes: bytes.length > 1_000_000 ? null : bytes.length, // not known: all workers
    format: 'csv',
    scope: { epoch: 1, fields: ['name', 'name-and-birth-date'], levels: ['unit'], thisYear: '2026' },
    enter: settings.enter ?? (async () => undefined),
    progress: () => undefined,
    now: new Date(Date.UTC(2026, 0, 2)),
  });
}

/** The whole question, as the gateway asks it. */
async function ask(name: [string, string], born: string, street: string, period = '2024'): Promise<boolean> {
  const person = {
    given_name: name[0],
    middle_name: '',
    surname: name[1],
    name_suffix: '',
    birth_date: born,
    tax_identifier: '',
  };
  const named = standardiseName({ ...person, other_names: '' });
  const placed = standardiseAddress({
    delivery_line: street,
    unit: '',
    city: 'Springfield',
    state: 'IL',
    postal_code: '62701',
    country: '',
    address: '',
  });
  assert.ok(named.kind === 'name' && placed.kind === 'address');
  const scope = { epoch: 1, period, fields: 'name-and-birth-date', level: 'unit' } as const;
  const inputs = questionInputs(scope, { ...person, other_names: '' }, named.name, placed.address);
  const values = createPairEvaluator(first, second).evaluate(padProbes(inputs, Uint8Array.of(1)), 9);
  const snapshot = await currentSnapshot(store.pool);
  assert.ok(snapshot !== null);
  const [hit, filler] = await probe(store.pool, snapshot, [
    values,
    values.map((value) => value.map((byte) => byte ^ 0x55)),
  ]);
  assert.equal(filler, false);
  return hit === true;
}

const ANN: [string, string] = ['Ann', 'Quist'];

test('before the first load there is no snapshot', async () => {
  assert.equal(await currentSnapshot(store.pool), null);
});

test('a person on file is confirmed at that address in another writing, and not elsewhere, in other years or under other names', async () => {
  const { snapshot } = await load([
    row('1', ANN, '1980-02-03', '12 North Oak Street'),
    row('2', ['Ben', 'Quist'], '1981-02-03', '14 N Oak St'),
  ]);
  assert.deepEqual([snapshot.number, snapshot.rows, snapshot.loaded, snapshot.rejected], [1, 2, 2, 0]);
  assert.equal(await ask(ANN, '1980-02-03', '12 N OAK ST'), true);
  assert.equal(await ask(ANN, '1980-02-03', '14 N OAK ST'), false);
  assert.equal(await ask(ANN, '1980-02-03', '12 S OAK ST'), false);
  assert.equal(await ask(ANN, '1980-02-04', '12 N OAK ST'), false);
  assert.equal(await ask(['Eve', 'Quist'], '1980-02-03', '12 N OAK ST'), false);
  assert.equal(await ask(ANN, '1980-02-03', '12 N OAK ST', '2023'), false);
});

test('two people whom the agreed fields do not distinguish are both not confirmed; one person on two rows is (law 11)', async () => {
  const taxpayer = '900701234';
  const { snapshot } = await load([
    row('1', ANN, '1980-02-03', '12 Oak St'),
    row('2', ANN, '1980-02-03', '12 Oak St'),
    row('3', ['Cy', 'Orr'], '1970-01-01', '9 Elm St', { taxpayer }),
    row('4', ['Cy', 'Orr'], '1970-01-01', '9 Elm Street', { taxpayer }),
  ]);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak St'), false);
  assert.equal(await ask(['Cy', 'Orr'], '1970-01-01', '9 Elm St'), true);
  assert.ok(snapshot.ambiguous > 0);
});

test('a suppressed record looks like no record, and still makes its namesake ambiguous (law 4)', async () => {
  await load([
    row('1', ANN, '1980-02-03', '12 Oak St', { suppressed: 'true' }),
    row('2', ['Cy', 'Orr'], '1970-01-01', '9 Elm St', { suppressed: 'true' }),
    row('3', ['Cy', 'Orr'], '1970-01-01', '9 Elm St'),
  ]);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak St'), false);
  assert.equal(await ask(['Cy', 'Orr'], '1970-01-01', '9 Elm St'), false);
});

/** Enough streets for the ZIP to be known. */
const STREETS = ['Elm', 'Pine', 'Cedar', 'Birch', 'Walnut', 'Maple', 'Willow', 'Laurel', 'Poplar', 'Locust'];
const KNOWN = STREETS.map((street, i) =>
  row(`S${i}`, ['Gus', `Ode${'abcdefghij'[i]}l`], '1950-05-05', `${i + 1} ${street} St`),
);

test('a suffix left out confirms where the ZIP has one such street, and not once a neighbour is on file (law 10)', async () => {
  await load([...KNOWN, row('1', ANN, '1980-02-03', '12 Oak St')]);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak'), true);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak Ave'), false);
  await load([
    ...KNOWN,
    row('1', ANN, '1980-02-03', '12 Oak St'),
    row('2', ['Eve', 'Bell'], '1985-01-01', '77 Oak Ave'),
  ]);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak'), false);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak St'), true);
});

test('rows that cannot be loaded are listed by line and reason, without personal data, and the others are loaded', async () => {
  const loaded = await load([
    row('1', ANN, '1980-02-03', '12 Oak St'),
    row('2', ['', ''], '1980-02-03', '13 Oak St'),
    row('3', ['Cy', 'Orr'], '1980-02-03', 'UNKNOWN', { city: '' }),
    row('4', ['Di', 'Ash'], '1980-02-03', '15 Oak St', { period: '2031' }),
    row('1', ['Ed', 'Fox'], '1980-02-03', '16 Oak St'),
    row('6', ['Flo', 'Gray'], '1980-02-31', '17 Oak St'),
    'too,few',
  ]);
  const report = readFileSync(loaded.report, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',')[0]);
  assert.deepEqual(report, ['line', '3', '4', '5', '6', '7', '8']);
  assert.deepEqual([loaded.snapshot.rows, loaded.snapshot.loaded, loaded.snapshot.rejected], [7, 1, 6]);
  assert.doesNotMatch(readFileSync(loaded.report, 'utf8'), /Orr|Ash|Oak|1980/);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak St'), true);
});

test('a record_id used again far away in the file is found whichever worker read it: the earlier line stands', async () => {
  const filling = Array.from({ length: 16_000 }, (_, i) =>
    row(`F${i}`, ['Gus', 'Odel'], '1950-05-05', `${i + 1} Elm St`),
  );
  const loaded = await load([
    row('1', ANN, '1980-02-03', '12 Oak St'),
    ...filling,
    row('1', ['Ed', 'Fox'], '1990-09-09', '16 Oak St'),
  ]);
  assert.equal(loaded.snapshot.rejected, 1);
  assert.match(readFileSync(loaded.report, 'utf8'), /^16003,.*record_id/m);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak St'), true);
  assert.equal(await ask(['Ed', 'Fox'], '1990-09-09', '16 Oak St'), false);
});

test('a load whose entry fails, or that fails before, leaves the snapshot in use untouched and nothing behind', async () => {
  const { snapshot } = await load([row('1', ANN, '1980-02-03', '12 Oak St')]);
  const broken = async (): Promise<void> => {
    throw new RangeError('no entry');
  };
  writeFileSync(join(dataDir, 'register-load-left'), 'of a killed load');
  await assert.rejects(load([row('1', ANN, '1980-02-03', '99 Oak St')], { enter: broken }), RangeError);
  await assert.rejects(load(['1,2'], { header: 'record_id,nonsense' }), FileRefused);
  assert.deepEqual(await currentSnapshot(store.pool), snapshot);
  assert.equal(await ask(ANN, '1980-02-03', '12 Oak St'), true);
  assert.equal(
    readdirSync(dataDir).some((name) => name.startsWith('register-load')),
    false,
  );
});

test('the pages of a replaced snapshot are gone, and asking them is unavailability', async () => {
  const before = await currentSnapshot(store.pool);
  assert.ok(before !== null);
  await load([row('1', ANN, '1980-02-03', '12 Oak St')]);
  await assert.rejects(
    probe(store.pool, before, [[new Uint8Array(9)]]),
    (error) => error instanceof Unavailable && error.why === 'snapshot-replaced',
  );
});

test('the serving role reads pages and cannot read the load journal; no value of a row is readable in either (law 13)', async () => {
  const snapshot = await currentSnapshot(store.pool);
  assert.ok(snapshot !== null);
  await assert.rejects(store.pool.query(`select sealed from journal_${snapshot.number}`), /permission denied/);
  await assert.rejects(store.pool.query(`delete from page_${snapshot.number}`), /permission denied/);
  const { rows } = await store.owner.query<{ sealed: Buffer }>(`select sealed from journal_${snapshot.number}`);
  assert.ok(rows.length >= 256);
  assert.doesNotMatch(Buffer.concat(rows.map((one) => one.sealed)).toString('latin1'), /QUIST|Quist|OAK/);
});

test('the digest of a snapshot is that of its pages, and the same rows in another order give the same', async () => {
  const lines = [...KNOWN, row('1', ANN, '1980-02-03', '12 Oak St')];
  const one = await load(lines);
  const { rows } = await store.pool.query<{ bucket: number; fingerprints: Buffer }>(
    `select bucket, fingerprints from page_${one.snapshot.number} order by bucket`,
  );
  assert.equal(rows.length, 256);
  const digests = rows.map(({ bucket, fingerprints }) => {
    const head = Buffer.alloc(14);
    head.writeInt16BE(2, 0);
    head.writeInt32BE(4, 2);
    head.writeInt32BE(bucket, 6);
    head.writeInt32BE(fingerprints.length, 10);
    return sha256(Buffer.concat([head, fingerprints]));
  });
  assert.deepEqual(Buffer.from(one.snapshot.digest), Buffer.from(sha256(Buffer.concat(digests))));
  const other = await load(lines.toReversed());
  assert.deepEqual(Buffer.from(other.snapshot.digest), Buffer.from(one.snapshot.digest));
  assert.equal(existsSync(join(dataDir, 'register-load')), false);
});
