import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { verifyLog } from '../../src/audit/verify-log.ts';
import { verifyReceipt } from '../../src/audit/verify-receipt.ts';
import { ANSWER_HEADER, answerLines } from '../../src/cli/answers.ts';
import { exportLog } from '../../src/cli/commands/log-export.ts';
import { folderPaths, receiptFrom } from '../../src/cli/log-folder.ts';
import type { AnsweredRow } from '../../src/gateway/batch.ts';
import { sha256, verifyEd25519 } from '../../src/keys/sha256.ts';
import { parseShortReceipt } from '../../src/log/receipt.ts';
import { parseVerifierKey, type VerifierKey } from '../../src/log/verifier-key.ts';
import { countersign, objectOf } from '../world/command.ts';
import { type DemoWorld, example, openDemoWorld, STATUTORY } from '../world/demo-world.ts';

const TOOLS = { sha256, verifyEd25519 };
let world: DemoWorld;
let folder: string;
let vkey: string;
let key: VerifierKey;
let rows: AnsweredRow[];
const files = new Map<string, Uint8Array>();

before(async () => {
  world = await openDemoWorld();
  await world.load(example('register.csv').split('\n').slice(0, 400).join('\n'));
  await world.activate('statutory.yaml');
  rows = await world.ask(STATUTORY, example('inquiries.csv'));
  folder = join(world.folder, 'log');
  vkey = join(world.data, 'log.vkey');
  await exportLog(world.store.pool, folder);
  for (const path of await folderPaths(folder)) files.set(path, readFileSync(join(folder, path)));
  const parsed = parseVerifierKey(sha256, world.vkey);
  key = parsed.ok ? parsed.value : assert.fail(parsed.problem);
});
after(() => world.close());

const flipped = (bytes: Uint8Array, at: number, mask: number): Uint8Array =>
  bytes.with(at % bytes.length, (bytes[at % bytes.length] ?? 0) ^ mask);
const readerOf = (of: ReadonlyMap<string, Uint8Array>) => async (path: string) => of.get(path) ?? null;
const masks = fc.integer({ min: 1, max: 255 });

test('the log has every class of file: checkpoint, full and partial tiles of two levels, full and partial bundles', () => {
  const paths = [...files.keys()].map((path) => path.replace(/[0-9]+$/, '#').replace(/[0-9]+\.p/, '#.p')).sort();
  assert.deepEqual(
    [...new Set(paths)],
    ['checkpoint', 'tile/0/#', 'tile/0/#.p/#', 'tile/1/#.p/#', 'tile/entries/#', 'tile/entries/#.p/#'],
  );
});

test('log verify fails when one byte of any file of the log is changed', async () => {
  assert.ok((await verifyLog(readerOf(files), key, TOOLS, { paths: files.keys() })).ok);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files.keys()), fc.nat(1 << 20), masks, async (path, at, mask) => {
      const changed = new Map(files).set(path, flipped(files.get(path) ?? new Uint8Array(), at, mask));
      const report = await verifyLog(readerOf(changed), key, TOOLS, { paths: changed.keys() });
      assert.ok(!report.ok && report.problems.length > 0);
    }),
    { numRuns: 80 },
  );
});

test('countersign log verify exits 1 and names the file, for one byte of each class of file', () => {
  for (const path of ['checkpoint', 'tile/0/000', 'tile/entries/001']) {
    const changed = join(world.folder, `changed-${path.replaceAll('/', '-')}`);
    mkdirSync(changed);
    cpSync(folder, changed, { recursive: true });
    writeFileSync(join(changed, path), flipped(files.get(path) ?? new Uint8Array(), 40, 1));
    const ran = countersign('log', 'verify', changed, '--vkey', vkey, '--json');
    assert.equal(ran.status, 1, path);
    assert.equal(objectOf(ran)['ok'], false);
    assert.ok(ran.stdout.includes(path), ran.stdout);
  }
});

test('a receipt proves nothing when any one of its bytes is changed; receipt verify exits 1', async () => {
  const short = parseShortReceipt(rows[5]?.answer.receipt ?? '');
  const whole = short.ok ? await receiptFrom(readerOf(files), short.value) : short;
  assert.ok(whole.ok);
  assert.ok(verifyReceipt(whole.value, { log: key }, TOOLS).ok);
  for (let at = 0; at < whole.value.length; at += 1) {
    const other = String.fromCharCode(whole.value.charCodeAt(at) ^ 1);
    const text = whole.value.slice(0, at) + other + whole.value.slice(at + 1);
    assert.ok(!verifyReceipt(text, { log: key }, TOOLS).ok, `byte ${at}: ${text.slice(at - 20, at + 20)}`);
  }
  const file = world.write('receipt', whole.value.replace('confirmed', 'c0nfirmed').replace(/(.{200})./s, '$1~'));
  assert.equal(countersign('receipt', 'verify', file, '--vkey', vkey).status, 1);
});

test('an answer file proves nothing where a receipt or an outcome was changed; receipt verify exits 1 and names the row', () => {
  const [first = '', ...more] = answerLines(rows.slice(0, 30)).split('\n');
  const cut = first.slice(0, -30) + (first.at(-30) === 'A' ? 'B' : 'A') + first.slice(-29);
  const turned = first.includes(',confirmed,')
    ? first.replace(',confirmed,', ',not_confirmed,')
    : first.replace(',not_confirmed,', ',confirmed,');
  for (const changed of [cut, turned]) {
    assert.notEqual(changed, first);
    const file = world.write('answers.csv', ANSWER_HEADER + [changed, ...more].join('\n'));
    const ran = countersign('receipt', 'verify', file, '--log', folder, '--vkey', vkey, '--json');
    assert.equal(ran.status, 1);
    assert.deepEqual((objectOf(ran)['problems'] as unknown[]).length, 1);
  }
});

test('countersign replay exits 1 when one byte of a case file is changed, and names the entry', async () => {
  const index = rows[7]?.answer.index ?? 0;
  const flip = 'update case_file set sealed = set_byte(sealed, 99, get_byte(sealed, 99) # 1) where index = $1';
  await world.store.owner.query(flip, [index]);
  const ran = countersign('replay', '--data', world.data, '--json');
  await world.store.owner.query(flip, [index]);
  const { ok, differing, entries } = objectOf(ran);
  assert.deepEqual([ran.status, ok, differing], [1, false, 1]);
  assert.equal((entries as { index: number }[])[0]?.index, index);
});
