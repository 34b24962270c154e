import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createKeys, keyStatus, openKeys } from './files.ts';
import { ROTATABLE, rotateKeys } from './rotation.ts';
import { verifyEd25519 } from './sha256.ts';

const NOW = '2026-11-24T10:00:00Z';
const input = [new TextEncoder().encode('an input')];
const hex = (value: Uint8Array | undefined): string => Buffer.from(value ?? []).toString('hex');

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'countersign-rotation-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  createKeys(dir, { now: NOW, origin: 'tax.example/log' });
  return dir;
}

test('after a rotation of the pair the old epoch still answers, the new one differs, and pseudonyms carry over', async (t) => {
  const dir = folder(t);
  const before = openKeys(dir).pairs;
  const [old] = (await before.fingerprints(input)).values;
  const [pseudonym] = await before.pseudonyms(input);
  assert.deepEqual(rotateKeys(dir, 'pair', NOW), [
    { kind: 'k2', epoch: 2 },
    { kind: 'k1', epoch: 2 },
  ]);
  const keys = openKeys(dir);
  assert.equal(keys.pairs.epoch, 2);
  assert.notEqual(hex((await keys.pairs.fingerprints(input)).values[0]), hex(old));
  assert.equal(hex((await keys.pairsAt(1).fingerprints(input)).values[0]), hex(old));
  assert.equal(hex((await keys.pairs.pseudonyms(input))[0]), hex(pseudonym));
});

test('after a rotation of the pseudonyms both epochs can be counted, and fingerprints stay', async (t) => {
  const dir = folder(t);
  const before = openKeys(dir).pairs;
  rotateKeys(dir, 'pseudonyms', NOW);
  const keys = openKeys(dir);
  const now = hex((await keys.pairs.pseudonyms(input))[0]);
  const then = hex((await before.pseudonyms(input))[0]);
  assert.equal(keys.pairs.pseudonymEpoch, 2);
  assert.notEqual(now, then);
  assert.equal(hex((await keys.pairsAt(1, 1).pseudonyms(input))[0]), then);
  assert.equal(
    hex((await keys.pairs.fingerprints(input)).values[0]),
    hex((await before.fingerprints(input)).values[0]),
  );
});

test('after a rotation of the sealing root what was sealed still opens, without the old root too, and day keys stay destroyed', (t) => {
  const dir = folder(t);
  const sealed = openKeys(dir).sealing.seal('AGR 1', '2026-11-24', 1, input[0] as Uint8Array);
  openKeys(dir).sealing.ready('AGR 1', '2026-11-23');
  openKeys(dir).sealing.destroy('AGR 1', '2026-11-23');
  const file = join(dir, 'sealing/AGR%201/2026-11-24.key');
  const before = readFileSync(file, 'utf8');
  rotateKeys(dir, 'sealing-root', NOW);
  assert.notEqual(readFileSync(file, 'utf8').split('\n')[0], before.split('\n')[0]);
  renameSync(join(dir, 'keys/sealing-root.1.key'), join(dir, 'old'));
  const { sealing } = openKeys(dir);
  assert.deepEqual(sealing.open('AGR 1', '2026-11-24', 1, sealed), { ok: true, plaintext: input[0] });
  assert.deepEqual(sealing.days('AGR 1'), [
    { day: '2026-11-23', destroyed: true },
    { day: '2026-11-24', destroyed: false },
  ]);
});

test('after a rotation of the accounting key old entries still open', (t) => {
  const dir = folder(t);
  const sealed = openKeys(dir).accounting.seal('row 1', input[0] as Uint8Array);
  rotateKeys(dir, 'accounting', NOW);
  const { accounting } = openKeys(dir);
  assert.deepEqual(accounting.open('row 1', sealed), { ok: true, plaintext: input[0] });
  assert.deepEqual(accounting.open('row 2', sealed), { ok: false, why: 'altered' });
});

test('a rotated signing key keeps its name and signs with a key of its own', (t) => {
  const dir = folder(t);
  const before = openKeys(dir).log;
  rotateKeys(dir, 'log', NOW);
  const after = openKeys(dir).log;
  const message = new TextEncoder().encode('x');
  assert.equal(after.name, 'tax.example/log');
  assert.equal(verifyEd25519(after.publicKey, message, after.signNote(message)), true);
  assert.equal(verifyEd25519(before.publicKey, message, after.signNote(message)), false);
});

test('every kind can be rotated, and status shows old and new', (t) => {
  const dir = folder(t);
  for (const what of ROTATABLE) rotateKeys(dir, what, NOW);
  const status = keyStatus(dir);
  assert.equal(status.length, 18);
  assert.deepEqual([...new Set(status.map((key) => key.epoch))], [1, 2]);
});
