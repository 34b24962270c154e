import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkpointNote, sha256, testKey, verifyEd25519, vkeyOf } from '../../test/vectors/made-log.ts';
import { madeReceipt, PART } from '../../test/vectors/made-receipt.ts';
import { completeReceipt } from '../log/complete.ts';
import { cosignaturePayload, cosignedMessage } from '../log/cosignature.ts';
import { signatureLine } from '../log/note.ts';
import { parsePolicy } from '../log/policy.ts';
import { inclusionProof, nodesFromTiles } from '../log/prove.ts';
import { formatShortReceipt, parseShortReceipt } from '../log/receipt.ts';
import { tilePath } from '../log/tile.ts';
import { COSIGNATURE_ED25519, formatVerifierKey, makeVerifierKey, parseVerifierKey } from '../log/verifier-key.ts';
import { browserVerifiers } from './browser.ts';
import { type Trust, verifyReceipt } from './verify-receipt.ts';

const tools = { sha256, verifyEd25519 };

function logTrust(vkey: string): Trust {
  const key = parseVerifierKey(sha256, vkey);
  assert.ok(key.ok);
  return { log: key.value };
}

const problemOf = (text: string, trust: Trust): string => {
  const verified = verifyReceipt(text, trust, tools);
  return verified.ok ? 'verified' : verified.problem;
};

test('A receipt proves its answer offline, in Node and with what a browser has', async () => {
  for (const [size, index] of [
    [1, 0],
    [257, 256],
    [70_000, 69_000],
  ] as const) {
    const { text, log } = await madeReceipt(size, index);
    for (const with_ of [tools, browserVerifiers]) {
      const verified = verifyReceipt(text, logTrust(log.vkey), with_);
      assert.ok(verified.ok, verified.ok ? '' : verified.problem);
      assert.deepEqual(verified.value.part, PART);
      assert.equal(verified.value.index, index);
      assert.equal(verified.value.checkpoint.size, size);
    }
  }
});

test('Every receipt says that not_confirmed states nothing about the record', async () => {
  const { text, log } = await madeReceipt(5, 2);
  assert.equal(text.split('\n')[1], 'not_confirmed states nothing about the record');
  const without = text.replace('states nothing', 'tells much');
  assert.match(problemOf(without, logTrust(log.vkey)), /second line/);
});

test('A receipt with any character changed, cut short or continued is refused', async () => {
  const { text, log } = await madeReceipt(257, 100);
  const trust = logTrust(log.vkey);
  assert.equal(problemOf(text, trust), 'verified');
  for (let at = 0; at < text.length; at++) {
    const other = String.fromCharCode(text.charCodeAt(at) ^ 1);
    assert.notEqual(problemOf(text.slice(0, at) + other + text.slice(at + 1), trust), 'verified', `character ${at}`);
    assert.notEqual(problemOf(text.slice(0, at), trust), 'verified', `cut at ${at}`);
  }
  for (const more of ['\n', ' ', 'x', '\n\n']) assert.notEqual(problemOf(text + more, trust), 'verified');
});

test('An answer that was not given cannot be shown with the proof of one that was', async () => {
  const { text, log } = await madeReceipt(257, 100);
  const confirmed = text.replace('"outcome":"not_confirmed","pad":""', '"outcome":"confirmed","pad":"...."');
  assert.notEqual(confirmed, text);
  assert.match(problemOf(confirmed, logTrust(log.vkey)), /does not say what this receipt says/);
});

test('A receipt of another log is refused, by its origin or by its key', async () => {
  const { text, log } = await madeReceipt(9, 3);
  assert.match(problemOf(text, logTrust(vkeyOf('other.example/log'))), /wrong origin/);
  const stranger = makeVerifierKey(sha256, 'gateway.tax.example/log1', 1, testKey(0x33).publicKey);
  assert.match(problemOf(text, { log: stranger }), /no signature of/);
  const moved = text.replace(/gateway\.tax\.example\/log1\n9\n[\s\S]*/, checkpointNote(9, new Uint8Array(32)));
  assert.match(problemOf(moved, logTrust(log.vkey)), /changed, or of another log/);
});

test('Where a policy asks for witnesses a receipt needs their cosignatures', async () => {
  const { text, log } = await madeReceipt(9, 3);
  const key = testKey(0x22);
  const witness = makeVerifierKey(sha256, 'ig.example/w', COSIGNATURE_ED25519, key.publicKey);
  const policy = parsePolicy(sha256, `log ${log.vkey}\nwitness ig ${formatVerifierKey(witness)}\nquorum ig\n`);
  assert.ok(policy.ok);
  assert.match(problemOf(text, { policy: policy.value }), /fewer witnesses/);
  const note = text.slice(text.indexOf('\ngateway.tax') + 1);
  const message = cosignedMessage(1_800_000_000, note.slice(0, note.indexOf('\n\n') + 1));
  const cosigned = text + signatureLine(witness, cosignaturePayload(1_800_000_000, key.sign(message)));
  const verified = verifyReceipt(cosigned, { policy: policy.value }, tools);
  assert.ok(verified.ok);
  assert.deepEqual(verified.value.cosigned, [{ name: 'ig.example/w', time: 1_800_000_000 }]);
  const none = parsePolicy(sha256, 'quorum none');
  assert.match(problemOf(text, { policy: none.ok ? none.value : policy.value }), /names no log/);
});

test('The short receipt of a file is completed from the tiles, and only for the entry it opens', async () => {
  const { text, short, log } = await madeReceipt(300, 100);
  const again = parseShortReceipt(formatShortReceipt(short));
  assert.ok(again.ok);
  const read = nodesFromTiles(sha256, 300, async (tile) => log.files.get(tilePath(tile)) ?? null);
  const proof = await inclusionProof(sha256, 300, 100, read);
  const checkpoint = Buffer.from(log.files.get('checkpoint') ?? []).toString();
  const leaf = log.entries[100] ?? new Uint8Array(0);
  assert.deepEqual(completeReceipt(sha256, again.value, { leaf, proof, checkpoint }), { ok: true, value: text });
  const opening = short.opening.with(3, 1);
  const wrong = [
    completeReceipt(sha256, { ...short, opening }, { leaf, proof, checkpoint }),
    completeReceipt(sha256, { ...short, index: 101 }, { leaf, proof, checkpoint }),
    completeReceipt(sha256, { ...short, index: 5000 }, { leaf, proof, checkpoint }),
    completeReceipt(sha256, short, { leaf: log.entries[99] ?? leaf, proof, checkpoint }),
    completeReceipt(sha256, short, { leaf, proof: proof.slice(1), checkpoint }),
    completeReceipt(sha256, short, { leaf, proof: proof.toReversed(), checkpoint }),
    completeReceipt(sha256, short, { leaf, proof, checkpoint: 'nothing' }),
    completeReceipt(sha256, short, { leaf, proof, checkpoint: checkpoint.replace('300', '128') }),
  ];
  for (const result of wrong) assert.equal(result.ok, false);
});
