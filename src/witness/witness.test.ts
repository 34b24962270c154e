import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  checkpointNote,
  type MadeLog,
  madeLog,
  numberedEntries,
  ORIGIN,
  sha256,
  testKey,
  verifyEd25519,
  vkeyOf,
} from '../../test/vectors/made-log.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import { consistencyProof, nodesFromTiles } from '../log/prove.ts';
import { tilePath } from '../log/tile.ts';
import { COSIGNATURE_ED25519, makeVerifierKey, parseVerifierKey } from '../log/verifier-key.ts';
import { formatAddCheckpoint } from './add-checkpoint.ts';
import { type RunningWitness, serveWitness } from './serve.ts';

const tools = { sha256, verifyEd25519 };
const parsed = parseVerifierKey(sha256, vkeyOf(ORIGIN));
assert.ok(parsed.ok);
const logKey = parsed.value;
const seed = testKey(0x22);
const cosigner = { key: makeVerifierKey(sha256, 'ig.example/w', COSIGNATURE_ED25519, seed.publicKey), sign: seed.sign };
const folders: string[] = [];
const running: RunningWitness[] = [];
after(async () => {
  await Promise.all(running.map((witness) => witness.close()));
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Started extends RunningWitness {
  folder: string;
  alarms: string[];
}

async function start(folder = mkdtempSync(join(tmpdir(), 'countersign-witness-'))): Promise<Started> {
  if (!folders.includes(folder)) folders.push(folder);
  const alarms: string[] = [];
  const alarm = (message: string): void => void alarms.push(message);
  const setting = {
    cosigner,
    logs: [logKey],
    folder,
    host: '127.0.0.1',
    port: 0,
    tools,
    now: () => 1_800_000_000,
    alarm,
  };
  const witness = await serveWitness(setting);
  running.push(witness);
  return { ...witness, folder, alarms };
}

const entries = numberedEntries(900);
const logOf = (size: number): MadeLog => madeLog(entries.slice(0, size));
const noteOf = (log: MadeLog): string => Buffer.from(log.files.get('checkpoint') ?? []).toString();
const forkOf = (size: number): MadeLog => madeLog(entries.slice(0, size).with(1, new Uint8Array([9])));

async function bodyOf(oldSize: number, log: MadeLog): Promise<string> {
  const size = log.entries.length;
  const read = nodesFromTiles(sha256, size, async (tile) => log.files.get(tilePath(tile)) ?? null);
  return formatAddCheckpoint({
    oldSize,
    proof: await consistencyProof(sha256, oldSize, size, read),
    note: noteOf(log),
  });
}

async function post(witness: RunningWitness, body: string): Promise<{ status: number; text: string; type: string }> {
  const response = await fetch(`${witness.url}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') ?? '' };
}

async function add(witness: RunningWitness, oldSize: number, log: MadeLog): Promise<number> {
  return (await post(witness, await bodyOf(oldSize, log))).status;
}

test('A witness cosigns a log that grows, and its cosignature verifies on the checkpoint', async () => {
  const witness = await start();
  for (const [old, size] of [
    [0, 0],
    [0, 3],
    [3, 3],
    [3, 300],
    [300, 900],
  ] as const) {
    const reply = await post(witness, await bodyOf(old, logOf(size)));
    assert.equal(reply.status, 200, `${old} to ${size}: ${reply.text}`);
    const opened = openCheckpoint(noteOf(logOf(size)) + reply.text, logKey, [cosigner.key], tools);
    assert.ok(opened.ok);
    assert.deepEqual(
      opened.value.signed.map(({ time }) => time),
      [null, 1_800_000_000],
    );
  }
  assert.deepEqual(witness.alarms, []);
});

test('A witness refuses a fork at the same size and at a larger one, keeps the evidence and says so loudly', async () => {
  const witness = await start();
  assert.equal(await add(witness, 0, logOf(300)), 200);
  assert.equal(await add(witness, 300, forkOf(300)), 422);
  assert.equal(await add(witness, 300, forkOf(500)), 422);
  assert.match(
    witness.alarms[0] ?? '',
    /NOT COSIGNED: gateway.tax.example\/log1: two roots of the same size 300: a fork/,
  );
  assert.match(witness.alarms[1] ?? '', /no proof that the log of 500 entries continues the one of 300/);
  const evidence = readdirSync(join(witness.folder, 'evidence'));
  assert.equal(evidence.length, 2);
  const kept = evidence.map((name) => readFileSync(join(witness.folder, 'evidence', name), 'utf8'));
  assert.deepEqual(kept.sort(), [noteOf(forkOf(300)), noteOf(forkOf(500))].sort());
  assert.equal(await add(witness, 300, logOf(500)), 200);
});

test('A witness refuses a shrunk log, says what it has cosigned, and sounds the alarm', async () => {
  const witness = await start();
  assert.equal(await add(witness, 0, logOf(300)), 200);
  const reply = await post(witness, await bodyOf(0, logOf(200)));
  assert.deepEqual(reply, { status: 409, text: '300\n', type: 'text/x.tlog.size' });
  assert.match(witness.alarms[0] ?? '', /offered with 200 entries, cosigned with 300/);
});

test('Each kind of wrong request gets the status that tlog-witness has for it', async () => {
  const witness = await start();
  assert.equal(await add(witness, 0, logOf(300)), 200);
  const root = logOf(400).root;
  const good = await bodyOf(300, logOf(400));
  const wrong: [number, string][] = [
    [404, `old 0\n\n${checkpointNote(400, root, 'other.example/log')}`],
    [404, 'old 0\n\nnothing'],
    [403, good.replace(/ [A-Za-z0-9+/=]+\n$/, ` ${Buffer.alloc(68).toString('base64')}\n`)],
    [403, good.replace('\n400\n', '\n401\n')],
    [400, good.replace('old 300', 'old 401')],
    [409, good.replace('old 300', 'old 299')],
    [409, `old 0\n\n${noteOf(logOf(400))}`],
    [422, `old 300\n\n${noteOf(logOf(400))}`],
    [400, ''],
    [400, 'old 03\n\n'],
    [400, good.replace('old 300\n', 'old 300\nnot base64\n')],
    [400, good.replace('old 300\n', `old 300\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}`)],
    [413, 'x'.repeat(300_000)],
  ];
  for (const [status, body] of wrong) assert.equal((await post(witness, body)).status, status, body.slice(0, 80));
  assert.equal((await fetch(`${witness.url}/add-checkpoint`)).status, 405);
  assert.equal((await fetch(`${witness.url}/`)).status, 404);
  assert.equal((await post(witness, good)).status, 200);
});

test('What a witness cosigned last can be fetched by monitors and outlives a restart', async () => {
  const witness = await start();
  const name = createHash('sha256').update(ORIGIN).digest('hex');
  assert.equal((await fetch(`${witness.url}/${name}/checkpoint`)).status, 404);
  assert.equal(await add(witness, 0, logOf(300)), 200);
  const seen = await (await fetch(`${witness.url}/${name}/checkpoint`)).text();
  assert.ok(openCheckpoint(seen, logKey, [cosigner.key], tools).ok);
  assert.ok(seen.startsWith(noteOf(logOf(300))) && seen.includes('ig.example/w'));
  await witness.close();
  const again = await start(witness.folder);
  assert.equal(await (await fetch(`${again.url}/${name}/checkpoint`)).text(), seen);
  assert.equal(await add(again, 300, forkOf(300)), 422);
});

test('Of requests that race from one size, one is cosigned and no other rolls it back', async () => {
  const witness = await start();
  assert.equal(await add(witness, 0, logOf(300)), 200);
  const bodies = await Promise.all([301, 400, 500, 600, 700].map((size) => bodyOf(300, logOf(size))));
  const statuses = (await Promise.all(bodies.map((body) => post(witness, body)))).map((reply) => reply.status);
  assert.deepEqual(statuses.toSorted(), [200, 409, 409, 409, 409]);
});

test('Two witnesses never share a memory, and one with a damaged memory does not start', async () => {
  const witness = await start();
  assert.equal(await add(witness, 0, logOf(3)), 200);
  await assert.rejects(start(witness.folder), /in use by another witness/);
  await witness.close();
  const name = createHash('sha256').update(ORIGIN).digest('hex');
  writeFileSync(join(witness.folder, name), 'half a no');
  await assert.rejects(start(witness.folder), /damaged/);
});
