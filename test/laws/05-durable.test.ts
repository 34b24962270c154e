import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyLog } from '../../src/audit/verify-log.ts';
import { verifyAnswers } from '../../src/cli/answer-receipts.ts';
import { exportLog } from '../../src/cli/commands/log-export.ts';
import { folderPaths, folderReader } from '../../src/cli/log-folder.ts';
import { replayAll } from '../../src/gateway/replay.ts';
import { sha256, verifyEd25519 } from '../../src/keys/sha256.ts';
import { parseVerifierKey, type VerifierKey } from '../../src/log/verifier-key.ts';
import { countersign, countersignBeside, objectOf } from '../world/command.ts';
import { type DemoWorld, openDemoWorld, STATUTORY, spent } from '../world/demo-world.ts';
import { inquiriesOf, inquiryAbout, personAt, registerOf } from '../world/people.ts';

const ROWS = 2000;
const PEOPLE = Array.from({ length: 80 }, (_, n) => personAt(n));
let world: DemoWorld;
let file: string;
let key: VerifierKey;

/** Every person with many addresses, one of them the one on file: several ticks of answers. */
before(async () => {
  world = await openDemoWorld();
  await world.load(registerOf(PEOPLE));
  await world.activate('statutory.yaml');
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const row = inquiryAbout(PEOPLE[n % 80] ?? personAt(0), n % 80);
    return n < 80 ? row : { ...row, reference: `S-${n}`, delivery_line: `${Math.floor(n / 80)} Wobbrune Ave` };
  });
  file = world.write('asked.csv', inquiriesOf(rows));
  const parsed = parseVerifierKey(sha256, world.vkey);
  key = parsed.ok ? parsed.value : assert.fail(parsed.problem);
});
after(() => world.close());

const batch = (out: string): string[] => [
  'batch',
  file,
  '--agreement',
  STATUTORY,
  '--out',
  out,
  '--data',
  world.data,
  '--json',
];

/** The whole lines that a file of answers holds: a line that was cut off was never an answer. */
function wholeLines(path: string): string {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

const answersIn = (path: string): number => Math.max(0, wholeLines(path).split('\n').length - 2);

/** Kills a batch (SIGKILL) once it has written more than `rows` answers; gives the file of answers that it leaves. */
async function killedAfter(rows: number): Promise<string> {
  const out = join(world.folder, `killed-${rows}.csv`);
  const { child, ended } = countersignBeside(...batch(out));
  while (answersIn(`${out}.partial`) <= rows && child.exitCode === null) await sleep(5);
  child.kill('SIGKILL');
  await ended;
  assert.ok(!existsSync(out), 'it was still on its way');
  return `${out}.partial`;
}

/** Every row of these answers opens an entry of the log as it stands, and the log leads to its signed root. */
async function assertLogged(text: string): Promise<number> {
  const folder = join(world.folder, 'log');
  await exportLog(world.store.pool, folder);
  const log = await verifyLog(
    folderReader(folder),
    key,
    { sha256, verifyEd25519 },
    { paths: await folderPaths(folder) },
  );
  assert.deepEqual(log.problems, []);
  const { rows, receipts, problems } = await verifyAnswers(text, folderReader(folder), key);
  assert.deepEqual(problems, []);
  assert.equal(receipts, rows);
  return rows;
}

const withoutReceipts = (text: string): string[] =>
  text.split('\n').map((line) => line.split(',').slice(0, 3).join(','));

test('law 5: a batch killed in the middle leaves no answer without its entry; the log verifies and every decision replays', async () => {
  for (const rows of [0, ROWS / 2]) {
    const left = wholeLines(await killedAfter(rows));
    assert.ok((await assertLogged(left)) > rows);
  }
  assert.deepEqual((await replayAll(world.gateway, () => undefined)).differing, []);
});

test('law 5: running the killed file again gives the same answers; running it once more spends no budget', async () => {
  const [once, twice] = ['once.csv', 'twice.csv'].map((name) => join(world.folder, name)) as [string, string];
  const { rows, confirmed, not_confirmed } = objectOf(countersign(...batch(once)));
  assert.deepEqual([rows, confirmed, not_confirmed], [ROWS, 80, ROWS - 80]);
  const budget = await spent(world.store);
  assert.equal(countersign(...batch(twice)).status, 0);
  assert.equal(await spent(world.store), budget);
  const whole = withoutReceipts(readFileSync(once, 'utf8'));
  assert.deepEqual(withoutReceipts(readFileSync(twice, 'utf8')), whole);
  for (const at of [0, ROWS / 2]) {
    const left = withoutReceipts(wholeLines(join(world.folder, `killed-${at}.csv.partial`))).slice(0, -1);
    assert.deepEqual(left, whole.slice(0, left.length));
  }
  assert.equal(await assertLogged(readFileSync(once, 'utf8')), ROWS);
});
