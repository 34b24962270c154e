import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { FREE_ALLOWANCE, readCounts, writeAllowance } from './ceilings.ts';
import { createKeys, keyholderFolder, openFirstSecrets, openKeys } from './files.ts';
import { startKeyholder } from './keyholder.ts';
import type { KeyholderAddress } from './keyholder-address.ts';
import { askKeyholder, remotePairKeys } from './keyholder-client.ts';
import { firstHalf, type PairKeys } from './keyring.ts';
import { KeysUnavailable, type KeyTrouble } from './unavailable.ts';

const NOW = Date.UTC(2026, 10, 24, 10, 0, 0);

async function started(t: TestContext, at: (dir: string) => KeyholderAddress = (dir) => ({ path: join(dir, 's') })) {
  const dir = mkdtempSync(join(tmpdir(), 'cs-kh-'));
  createKeys(dir, { now: '2026-11-24T10:00:00Z', origin: 'tax.example/log' });
  const folder = keyholderFolder(dir);
  const time = { now: NOW };
  const troubles: Error[] = [];
  const setting = { folder, address: at(dir), clock: () => time.now, trouble: (error: Error) => troubles.push(error) };
  let keyholder = await startKeyholder(setting);
  const { address } = keyholder;
  const hello = await askKeyholder(address, 2000);
  const known = { name: hello.name, publicKey: new Uint8Array(Buffer.from(hello.publicKey, 'base64url')) };
  const remote = remotePairKeys({ address, keyholder: known, first: openFirstSecrets(dir), timeout: 2000 });
  t.after(async () => {
    remote.close();
    await keyholder.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const stop = (): Promise<void> => keyholder.close();
  const start = async (): Promise<void> => {
    keyholder = await startKeyholder({ ...setting, address });
  };
  return { dir, folder, time, address, remote, known, stop, start };
}

const texts = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => new TextEncoder().encode(`input ${i}`));
const hex = (values: readonly Uint8Array[]): string[] => values.map((value) => Buffer.from(value).toString('hex'));

async function troubleOf(keys: PairKeys): Promise<KeyTrouble | 'none'> {
  try {
    await keys.fingerprints(texts(4), 2);
    return 'none';
  } catch (error) {
    assert.ok(error instanceof KeysUnavailable, String(error));
    assert.ok(!error.message.includes('input'));
    return error.trouble;
  }
}

test('a second keyholder in its own process and one in ours give the same values, whatever is asked', async (t) => {
  const { dir, remote } = await started(t);
  const local = openKeys(dir).pairs;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 1200 }), async (inputs) => {
      assert.deepEqual(hex((await remote.fingerprints(inputs)).values), hex((await local.fingerprints(inputs)).values));
      assert.deepEqual(hex(await remote.pseudonyms(inputs)), hex(await local.pseudonyms(inputs)));
    }),
    { numRuns: 20 },
  );
  const many = await remote.fingerprints(texts(70_000), 7);
  assert.deepEqual(hex(many.values), hex((await local.fingerprints(texts(70_000), 7)).values));
  assert.equal(many.attestations.length, 10_000);
});

test('while the keyholder is paused nothing is evaluated, and it goes on by itself when resumed', async (t) => {
  const { folder, remote } = await started(t);
  assert.equal(await troubleOf(remote), 'none');
  writeAllowance(folder, { ...FREE_ALLOWANCE, paused: 'inquiry of the inspector general' });
  assert.equal(await troubleOf(remote), 'paused');
  await assert.rejects(remote.pseudonyms(texts(1)), /paused all confirmations \(inquiry of the inspector general\)/);
  await assert.rejects(remote.openLoad('a'.repeat(20)), /paused/);
  writeAllowance(folder, FREE_ALLOWANCE);
  assert.equal(await troubleOf(remote), 'none');
});

test('ceilings of the minute, the day and the term hold over restarts and count nothing that was refused', async (t) => {
  const { folder, time, remote, stop, start } = await started(t);
  const term = { name: '2026', values: 20 };
  writeAllowance(folder, { ...FREE_ALLOWANCE, minute: 8, day: 12, term });
  assert.deepEqual(
    [await troubleOf(remote), await troubleOf(remote), await troubleOf(remote)],
    ['none', 'none', 'ceiling'],
  );
  time.now += 60_000;
  assert.deepEqual([await troubleOf(remote), await troubleOf(remote)], ['none', 'ceiling']);
  await stop();
  await start();
  time.now += 60_000;
  assert.equal(await troubleOf(remote), 'ceiling');
  time.now += 86_400_000;
  assert.deepEqual(
    [await troubleOf(remote), await troubleOf(remote), await troubleOf(remote)],
    ['none', 'none', 'ceiling'],
  );
  time.now += 86_400_000;
  assert.equal(await troubleOf(remote), 'ceiling');
  assert.equal(readCounts(folder).term.values, 20);
  writeAllowance(folder, { ...FREE_ALLOWANCE, term: { ...term, name: '2027' } });
  assert.equal(await troubleOf(remote), 'none');
});

test('an allowance that cannot be read stops everything rather than lift the ceilings', async (t) => {
  const { folder, remote } = await started(t);
  writeFileSync(join(folder, 'allowance.json'), '{"paused":null}', { mode: 0o600 });
  assert.equal(await troubleOf(remote), 'failed');
  writeAllowance(folder, FREE_ALLOWANCE);
  assert.equal(await troubleOf(remote), 'none');
});

test('a load opens only when released, takes no more than its ceiling, and its release serves once', async (t) => {
  const { dir, folder, remote } = await started(t);
  const release = { id: 'load-2026-11-24-a', values: 1000 };
  const halves = firstHalf(openFirstSecrets(dir)).fingerprints(texts(600));
  const expected = hex((await openKeys(dir).pairs.fingerprints(texts(600))).values).join('');
  await assert.rejects(remote.openLoad(release.id), /has not released this load/);
  writeAllowance(folder, { ...FREE_ALLOWANCE, minute: 0, release });
  await assert.rejects(remote.openLoad('load-2026-11-24-b'), /has not released this load/);
  const load = await remote.openLoad(release.id);
  const values = Buffer.from(await load.values(halves)).toString('hex');
  assert.equal(values, expected);
  await assert.rejects(load.values(halves), /ceiling of this load/);
  await load.close();
  await assert.rejects(load.values(halves), /no load is open/);
  await assert.rejects(remote.openLoad(release.id), /has been used/);
});

test('a keyholder that went away stops everything, and everything goes on when it is back, with higher tick numbers', async (t) => {
  const { remote, stop, start } = await started(t);
  const before = await remote.fingerprints(texts(2));
  await stop();
  assert.equal(await troubleOf(remote), 'unreachable');
  assert.equal(await troubleOf(remote), 'unreachable');
  await start();
  const after = await remote.fingerprints(texts(2));
  assert.deepEqual(hex(after.values), hex(before.values));
  assert.ok((after.attestation?.tick ?? 0) > (before.attestation?.tick ?? Number.NaN));
});

test('an epoch that the keyholder has no key of is refused and says so', async (t) => {
  const { dir, address, known } = await started(t);
  const first = { ...openFirstSecrets(dir), epoch: 2 };
  const keys = remotePairKeys({ address, keyholder: known, first, timeout: 2000 });
  t.after(keys.close);
  assert.equal(await troubleOf(keys), 'wrong-epoch');
});

test('bytes that are no call end the connection and harm nobody else', async (t) => {
  const { address, remote } = await started(t);
  assert.ok('path' in address);
  const { path } = address;
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 400 }), async (bytes) => {
      const socket = connect(path);
      socket.end(bytes);
      await new Promise((resolve) => socket.on('close', resolve).on('error', resolve).resume());
    }),
    { numRuns: 50 },
  );
  assert.equal(await troubleOf(remote), 'none');
});

test('a second keyholder process cannot take the address of a running one', async (t) => {
  const { folder, address } = await started(t);
  const again = startKeyholder({ folder, address, clock: Date.now, trouble: () => undefined });
  await assert.rejects(again, (error) => error instanceof KeysUnavailable && /another keyholder/.test(error.message));
});

const OPENSSL = 'openssl';

/** An authority of the test's own, and a key and certificate from it for each name. */
function certificates(folder: string, names: readonly string[]): void {
  const run = (...args: string[]): void => void execFileSync(OPENSSL, args, { cwd: folder, stdio: 'pipe' });
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  run('req', '-x509', ...fresh, '-keyout', 'authority.key', '-out', 'authority.pem', '-subj', '/CN=authority');
  for (const name of names) {
    const made = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`];
    run(
      'req',
      '-x509',
      ...fresh,
      '-CA',
      'authority.pem',
      '-CAkey',
      'authority.key',
      ...made,
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    );
    chmodSync(join(folder, `${name}.key`), 0o600);
  }
}

test('over TLS both sides show a certificate of the agreed authority, and a caller without one gets nothing', async (t) => {
  const tls = (dir: string, name: string) => ({
    key: join(dir, `${name}.key`),
    certificate: join(dir, `${name}.pem`),
    authority: join(dir, 'authority.pem'),
  });
  const { dir, address, remote, known } = await started(t, (dir) => {
    certificates(dir, ['keyholder']);
    return { host: '127.0.0.1', port: 0, tls: tls(dir, 'keyholder') };
  });
  assert.equal(await troubleOf(remote), 'none');
  const other = mkdtempSync(join(tmpdir(), 'cs-ca-'));
  t.after(() => rmSync(other, { recursive: true, force: true }));
  certificates(other, ['stranger']);
  const authority = join(dir, 'authority.pem');
  const strange = { ...address, tls: { ...tls(other, 'stranger'), authority } } as KeyholderAddress;
  const keys = remotePairKeys({ address: strange, keyholder: known, first: openFirstSecrets(dir), timeout: 2000 });
  t.after(keys.close);
  assert.equal(await troubleOf(keys), 'unreachable');
});
