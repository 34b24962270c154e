import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { FileRefused } from '../inquiry/file-problem.ts';
import { openStore, type Store } from '../store/connection.ts';
import { currentSnapshot } from '../store/snapshot.ts';
import { correctRegister, NotCorrectable } from './correct.ts';
import { type Loaded, loadRegister } from './load.ts';
import { loadKeys } from './load-keys.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-correct-'));
const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
let store: Store;

before(async () => {
  store = await openStore({ dataDir, say: () => undefined });
});

after(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const COLUMNS = [
  'given_name',
  'surname',
  'birth_date',
  'tax_identifier',
  'delivery_line',
  'city',
  'state',
  'postal_code',
  'suppressed',
];
const HEADER = `record_id,${COLUMNS.join(',')}`;
const CORRECTION_HEADER = `record_id,${COLUMNS.map((name) => `old_${name}`).join(',')},${COLUMNS.join(',')}`;
const NOTHING = ','.repeat(COLUMNS.length - 1);

/** The cells of one register row after record_id. */
function cells(
  given: string,
  street: string,
  more: { zip?: string; suppressed?: string; taxpayer?: string } = {},
): string {
  return `${given},Quist,1980-02-03,${more.taxpayer ?? ''},${street},Springfield,IL,${more.zip ?? '62701'},${more.suppressed ?? ''}`;
}

async function* chunks(lines: string[]): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode([...lines, ''].join('\n'));
}

const settings = (): Omit<Parameters<typeof correctRegister>[0], 'rows' | 'thisYear'> => ({
  store,
  dataDir,
  keys: loadKeys(first, second),
  totalBytes: 1,
  enter: async () => undefined,
  progress: () => undefined,
  now: new Date(Date.UTC(2026, 0, 2)),
});

async function load(rows: Map<string, string>): Promise<Loaded> {
  const lines = [HEADER, ...Array.from(rows, ([id, row]) => `${id},${row}`)];
  const scope = { epoch: 1, fields: ['name', 'name-and-birth-date'], levels: ['unit'], thisYear: '2026' } as const;
  return await loadRegister({ ...settings(), rows: chunks(lines), format: 'csv', scope });
}

async function correct(lines: string[], header = CORRECTION_HEADER): Promise<Loaded> {
  return await correctRegister({ ...settings(), rows: () => chunks([header, ...lines]), thisYear: '2026' });
}

/** Everything that a question could meet, byte for byte. */
async function pagesOf(number: number): Promise<string> {
  const { rows } = await store.owner.query<{ all: string }>(
    `select string_agg(bucket || encode(fingerprints, 'hex'), ',' order by bucket) as all from page_${number}`,
  );
  return rows[0]?.all ?? '';
}

test('without a register there is nothing to correct', async () => {
  await assert.rejects(correct([]), NotCorrectable);
});

const STREETS = ['Elm', 'Pine', 'Cedar', 'Birch', 'Walnut', 'Maple', 'Willow', 'Laurel', 'Poplar', 'Locust'];
const REGISTER = new Map([
  ...STREETS.map((street, i): [string, string] => [`S${i}`, cells('Gus', `${i + 1} ${street} St`)]),
  ['A', cells('Ann', '12 Oak St')],
  ['B', cells('Ann', '12 Oak St')],
  ['C', cells('Cy', '77 Oak Ave')],
  ['D', cells('Di', '5 Elm St', { taxpayer: '900701234' })],
  ['E', cells('Di', '5 Elm St', { taxpayer: '900701234' })],
  ['F', cells('Flo', '6 Elm St', { suppressed: 'true' })],
  ['G', cells('Ed', '7 Elm St')],
]);

/** What changes in a record: null removes it. */
const CHANGES: [string, string | null][] = [
  ['B', cells('Bea', '13 Oak St')], // Ann of A is alone again
  ['C', null], // Oak Ave is gone, so that Oak is one street
  ['D', cells('Di', '5 Pine Rd', { taxpayer: '900701234' })], // Pine is two streets now
  ['F', cells('Flo', '6 Elm St')], // no longer suppressed
  ['G', cells('Ed', '7 Elm St', { suppressed: 'true' })],
  ['H', cells('Ann', '1 Elm St')], // new
  ['I', cells('Gus', '1 Elm St')], // new, and Gus of S0 is ambiguous now
];

test('a load plus corrections equals a full load of the corrected register byte for byte', async () => {
  await load(REGISTER);
  const lines = CHANGES.map(([id, now]) => `${id},${REGISTER.get(id) ?? NOTHING},${now ?? NOTHING}`);
  const corrected = await correct(lines);
  const pages = await pagesOf(corrected.snapshot.number);
  assert.equal(corrected.snapshot.rejected, 0);

  const full = new Map(REGISTER);
  for (const [id, now] of CHANGES) {
    if (now === null) full.delete(id);
    else full.set(id, now);
  }
  const { snapshot } = await load(full);
  assert.equal(await pagesOf(snapshot.number), pages);
  const { number: _, rows: __, ...wanted } = snapshot;
  const { number: ___, rows: ____, ...got } = corrected.snapshot;
  assert.deepEqual(got, wanted);
});

test('corrections of corrections that bring every record back give the first load again', async () => {
  const before = await load(REGISTER);
  const pages = await pagesOf(before.snapshot.number);
  await correct(CHANGES.map(([id, now]) => `${id},${REGISTER.get(id) ?? NOTHING},${now ?? NOTHING}`));
  const back = await correct(CHANGES.map(([id, now]) => `${id},${now ?? NOTHING},${REGISTER.get(id) ?? NOTHING}`));
  assert.equal(await pagesOf(back.snapshot.number), pages);
  assert.deepEqual(back.snapshot.digest, before.snapshot.digest);
});

test('a line whose old writing is not on file, that adds a record on file, or cannot be read is listed and does nothing', async () => {
  const { snapshot } = await load(REGISTER);
  const pages = await pagesOf(snapshot.number);
  const corrected = await correct([
    `A,${cells('Ann', '99 Oak St')},${cells('Ann', '98 Nut St')}`,
    `B,${NOTHING},${cells('Zoe', '97 Nut St')}`,
    `Z,${cells('Ann', '12 Oak St')},${NOTHING}`,
    `C,${REGISTER.get('C')},${cells('Cy', 'UNKNOWN')}`,
    `C,${NOTHING},${NOTHING}`,
    'C,too,few',
  ]);
  assert.equal(await pagesOf(corrected.snapshot.number), pages);
  assert.equal(corrected.snapshot.streets, snapshot.streets);
  const report = readFileSync(corrected.report, 'utf8');
  assert.deepEqual(
    report
      .trim()
      .split('\n')
      .map((line) => line.split(',')[0])
      .sort(),
    ['2', '3', '4', '5', '6', '7', 'line'],
  );
  assert.doesNotMatch(report, /Ann|Quist|Oak|1980/);
});

test('a file without columns for the writing on file is refused, and the register stays', async () => {
  const before = await currentSnapshot(store.pool);
  await assert.rejects(correct([], HEADER), FileRefused);
  await assert.rejects(correct([], 'record_id,old_nonsense,surname'), FileRefused);
  assert.deepEqual(await currentSnapshot(store.pool), before);
});

test('a journal does not open under other keys', async () => {
  const keys = loadKeys(second, first);
  const rows = (): AsyncGenerator<Uint8Array> => chunks([CORRECTION_HEADER]);
  await assert.rejects(
    correctRegister({ ...settings(), keys, rows, thisYear: '2026' }),
    /does not open with these keys/,
  );
});
