import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  madeLog,
  numberedEntries,
  ORIGIN,
  sha256,
  testKey,
  verifyEd25519,
  vkeyOf,
} from '../../test/vectors/made-log.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import { meetsQuorum, type Policy, parsePolicy } from '../log/policy.ts';
import { consistencyProof, nodesFromTiles } from '../log/prove.ts';
import { tilePath } from '../log/tile.ts';
import {
  COSIGNATURE_ED25519,
  formatVerifierKey,
  makeVerifierKey,
  parseVerifierKey,
  type VerifierKey,
} from '../log/verifier-key.ts';
import { gatherCosignatures, type LastSizes, type NewCheckpoint } from './gather.ts';
import { serveWitness } from './serve.ts';

const tools = { sha256, verifyEd25519 };
const parsed = parseVerifierKey(sha256, vkeyOf(ORIGIN));
assert.ok(parsed.ok);
const logKey = parsed.value;
const endings: (() => unknown)[] = [];
after(async () => {
  for (const end of endings.reverse()) await end();
});

async function witness(name: string, byte: number): Promise<{ key: VerifierKey; url: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-witness-'));
  endings.push(() => rmSync(folder, { recursive: true }));
  const seed = testKey(byte);
  const key = makeVerifierKey(sha256, name, COSIGNATURE_ED25519, seed.publicKey);
  const logs = [logKey];
  const started = await serveWitness({
    cosigner: { key, sign: seed.sign },
    logs,
    folder,
    host: '127.0.0.1',
    port: 0,
    tools,
    now: () => 1_800_000_000,
    alarm: () => {},
  });
  endings.push(started.close);
  return { key, url: started.url };
}

/** A server that answers every request in one way. */
async function stub(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => {
    if (status === 0) return;
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function policyOf(quorum: string, witnesses: [string, VerifierKey, string][]): Policy {
  const lines = witnesses.map(([name, key, url]) => `witness ${name} ${formatVerifierKey(key)} ${url}`);
  const policy = parsePolicy(sha256, [...lines, quorum, 'quorum q'].join('\n'));
  assert.ok(policy.ok, policy.ok ? '' : policy.problem);
  return policy.value;
}

function checkpointOf(size: number): NewCheckpoint {
  const { files } = madeLog(numberedEntries(size));
  const read = nodesFromTiles(sha256, size, async (tile) => files.get(tilePath(tile)) ?? null);
  const note = Buffer.from(files.get('checkpoint') ?? []).toString();
  return { size, note, proofFrom: (oldSize) => consistencyProof(sha256, oldSize, size, read) };
}

test('Two witnesses cosign as the log grows, whatever was known of their last size', async () => {
  const one = await witness('court.example/w', 1);
  const two = await witness('ig.example/w', 2);
  const policy = policyOf('group q all court ig', [
    ['court', one.key, one.url],
    ['ig', two.key, `${two.url}/`],
  ]);
  const last: LastSizes = new Map();
  for (const size of [1, 257, 600]) {
    if (size === 600) last.clear();
    const gathered = await gatherCosignatures(policy, checkpointOf(size), last, { tools, patienceMs: 5000 });
    assert.deepEqual(gathered.missing, []);
    assert.equal(gathered.met, true);
    const opened = openCheckpoint(gathered.note, logKey, [one.key, two.key], tools);
    assert.ok(
      opened.ok &&
        meetsQuorum(
          policy,
          opened.value.signed.map(({ key }) => key),
        ),
    );
  }
});

test('Witnesses that are down, slow, lying or opposed are named with the reason, and the rest still count', async () => {
  const good = await witness('good.example/w', 1);
  const ahead = await witness('ahead.example/w', 2);
  const later = policyOf('group q any ahead', [['ahead', ahead.key, ahead.url]]);
  await gatherCosignatures(later, checkpointOf(900), new Map(), { tools, patienceMs: 5000 });
  const key = (byte: number) =>
    makeVerifierKey(sha256, `w${byte}.example`, COSIGNATURE_ED25519, testKey(byte).publicKey);
  const lie = `\u2014 w5.example ${Buffer.concat([key(5).id, Buffer.alloc(72)]).toString('base64')}\n`;
  const policy = policyOf('group q 1 good ahead down slow lying opposed mute', [
    ['good', good.key, good.url],
    ['ahead', ahead.key, ahead.url],
    ['down', key(3), 'http://127.0.0.1:1'],
    ['slow', key(4), await stub(0, '')],
    ['lying', key(5), await stub(200, lie)],
    ['opposed', key(6), await stub(422, 'a fork\n')],
    ['mute', key(7), ''],
  ]);
  const gathered = await gatherCosignatures(policy, checkpointOf(300), new Map(), { tools, patienceMs: 500 });
  assert.equal(gathered.met, true);
  assert.deepEqual(gathered.cosigned, ['good.example/w']);
  assert.deepEqual(Object.fromEntries(gathered.missing.map(({ name, why }) => [name, why])), {
    ahead: 'it has cosigned 900 entries of this log: more than there are, or others',
    down: 'not reachable',
    slow: 'no answer in time',
    lying: 'answered without a cosignature of its key: the signature of w5.example does not verify',
    opposed: 'it refuses (422): a fork',
    mute: 'the policy gives no address for it',
  });
});
