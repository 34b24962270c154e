import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Allowance, FREE_ALLOWANCE, writeAllowance } from './ceilings.ts';
import { createKeys, keyStatus, openKeys } from './files.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import { KeysUnavailable, type KeyTrouble } from './unavailable.ts';

const creation = { now: '2026-11-24T10:00:00.000Z', origin: 'gateway.tax.example/log1' };

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'countersign-keys-'));
  t.after(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

const refusedAs =
  (trouble: KeyTrouble, advice: RegExp) =>
  (error: unknown): boolean =>
    error instanceof KeysUnavailable && error.trouble === trouble && advice.test(error.message);

test('created keys are whole files of mode 0600 in folders of mode 0700, the two halves apart, and nothing else', (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  for (const [name, files] of [
    ['keys', 6],
    ['keyholder', 3],
  ] as const) {
    assert.equal(statSync(join(dir, name)).mode & 0o777, 0o700);
    assert.equal(readdirSync(join(dir, name)).length, files);
    for (const file of readdirSync(join(dir, name))) assert.equal(statSync(join(dir, name, file)).mode & 0o777, 0o600);
  }
  assert.deepEqual(readdirSync(join(dir, 'keyholder')).sort(), ['k2.1.key', 'keyholder.1.key', 'pseudonym-2.1.key']);
});

test('keys that are there are never replaced', (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  const before = readFileSync(join(dir, 'keys/k1.1.key'), 'utf8');
  assert.throws(() => createKeys(dir, creation), refusedAs('exists', /move them away/));
  assert.equal(readFileSync(join(dir, 'keys/k1.1.key'), 'utf8'), before);
  assert.deepEqual(
    readdirSync(join(dir, 'keys')).filter((file) => file.startsWith('.')),
    [],
  );
});

test('an init killed between the two folders is finished by the next one', (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  const k2 = readFileSync(join(dir, 'keyholder/k2.1.key'), 'utf8');
  rmSync(join(dir, 'keys'), { recursive: true });
  mkdirSync(join(dir, 'keys.making'), { mode: 0o700 });
  writeFileSync(join(dir, 'keys.making/k1.1.key'), 'half a ke', { mode: 0o600 });
  createKeys(dir, creation);
  assert.equal(keyStatus(dir).length, 9);
  assert.equal(readFileSync(join(dir, 'keyholder/k2.1.key'), 'utf8'), k2);
});

test('a key file that others can read, or in a folder that others can enter, is refused with the command that mends it', (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  chmodSync(join(dir, 'keys/k1.1.key'), 0o640);
  assert.throws(() => openKeys(dir), refusedAs('mode', /mode 0640.*chmod 0600/));
  chmodSync(join(dir, 'keys/k1.1.key'), 0o600);
  chmodSync(join(dir, 'keyholder'), 0o755);
  assert.throws(() => openKeys(dir), refusedAs('mode', /mode 0755.*chmod 0700/));
});

test('a key file is refused in an open folder even when it is closed itself, and is never written over', (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  const path = join(dir, 'keys/k1.1.key');
  const key = readKeyFile(path, 'k1');
  assert.throws(
    () => writeKeyFile(path, { ...key, secret: new Uint8Array(32) }),
    refusedAs('exists', /never replaced/),
  );
  assert.deepEqual(readKeyFile(path, 'k1'), key);
  chmodSync(join(dir, 'keys'), 0o750);
  assert.throws(() => readKeyFile(path, 'k1'), refusedAs('mode', /chmod 0700/));
});

test('a fingerprint is 72 bits of HMAC(k2, HMAC(k1, input)), and a pseudonym 128 bits under two keys of its own', async (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  const input = new TextEncoder().encode('an input');
  const secret = (file: string): Buffer =>
    Buffer.from(readFileSync(join(dir, file), 'utf8').split('\n')[1] ?? '', 'base64');
  const hmac = (file: string, data: Uint8Array): Buffer => createHmac('sha256', secret(file)).update(data).digest();
  const { pairs } = openKeys(dir);
  const fingerprint = hmac('keyholder/k2.1.key', hmac('keys/k1.1.key', input)).subarray(0, 9);
  const pseudonym = hmac('keyholder/pseudonym-2.1.key', hmac('keys/pseudonym-1.1.key', input)).subarray(0, 16);
  assert.deepEqual(
    (await pairs.fingerprints([input])).values.map((value) => Buffer.from(value)),
    [fingerprint],
  );
  assert.deepEqual(
    (await pairs.pseudonyms([input])).map((value) => Buffer.from(value)),
    [pseudonym],
  );
});

test('with both halves in one process the second keyholder still pauses and limits what is evaluated', async (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  const { pairs } = openKeys(dir);
  const inputs = [new Uint8Array(1), new Uint8Array(2)];
  const allow = (allowance: Partial<Allowance>): void =>
    writeAllowance(join(dir, 'keyholder'), { ...FREE_ALLOWANCE, ...allowance });
  assert.equal((await pairs.fingerprints(inputs)).values.length, 2);
  allow({ paused: 'an audit' });
  await assert.rejects(pairs.fingerprints(inputs), refusedAs('paused', /an audit/));
  await assert.rejects(pairs.pseudonyms(inputs), refusedAs('paused', /an audit/));
  allow({ term: { name: '2026', values: 5 } });
  await pairs.fingerprints(inputs);
  await pairs.pseudonyms(inputs);
  await assert.rejects(openKeys(dir).pairs.fingerprints(inputs), refusedAs('ceiling', /ceiling/));
  allow({});
  assert.equal((await pairs.fingerprints(inputs)).values.length, 2);
});

test('a key file of another kind, damaged, empty, missing or a symbolic link is refused and says what to do', (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  const k1 = join(dir, 'keys/k1.1.key');
  const good = readFileSync(k1, 'utf8');
  const [header, body] = good.split('\n') as [string, string];
  const other = body.startsWith('A') ? `B${body.slice(1)}` : `A${body.slice(1)}`;
  const open = (): unknown => readKeyFile(k1, 'k1');
  assert.throws(() => readKeyFile(k1, 'k2'), refusedAs('wrong-kind', /k1.*k2 is needed/));
  for (const damaged of [`${header}\n${other}\n`, `${header}\n${body.slice(4)}\n`, `${header}\n${body}=\n`]) {
    writeFileSync(k1, damaged);
    assert.throws(open, refusedAs('altered', /restore/));
  }
  for (const strange of ['', 'hello\n', `${good}\n`, header, 'x'.repeat(10_000)]) {
    writeFileSync(k1, strange);
    assert.throws(open, refusedAs('not-a-key', /right file/));
  }
  rmSync(k1);
  assert.throws(open, refusedAs('missing', /init/));
  writeFileSync(join(dir, 'elsewhere'), good, { mode: 0o600 });
  symlinkSync(join(dir, 'elsewhere'), k1);
  assert.throws(open, refusedAs('not-a-key', /symbolic link/));
});

test('no error about a key and no key status quotes the key', (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  const k1 = join(dir, 'keys/k1.1.key');
  const body = readFileSync(k1, 'utf8').split('\n')[1] as string;
  assert.ok(!JSON.stringify(keyStatus(dir)).includes(body));
  const [header] = readFileSync(k1, 'utf8').split('\n') as [string];
  for (const damaged of [`${header}\n${body}\nmore\n`, `${body}\n${header}\n`, `${header}\n${body.slice(0, 40)}\n`]) {
    writeFileSync(k1, damaged);
    assert.throws(
      () => openKeys(dir),
      (error: Error) => !`${error.stack}`.includes(body.slice(0, 20)),
    );
  }
});

test('key status names kind, epoch, creation and id of every key', (t) => {
  const dir = folder(t);
  createKeys(dir, creation);
  const status = keyStatus(dir);
  assert.equal(status.length, 9);
  assert.equal(new Set(status.map((key) => key.id)).size, 9);
  const log = status.find((key) => key.kind === 'log');
  assert.equal(log?.name, 'gateway.tax.example/log1');
  assert.equal(log.created, '2026-11-24T10:00:00Z');
});

test('opening the keys again gives the same values, and the two halves both matter', async (t) => {
  const [dir, other] = [folder(t), folder(t)];
  createKeys(dir, creation);
  createKeys(other, creation);
  const input = new TextEncoder().encode('an input');
  const values = async (of: string): Promise<string> => {
    const { pairs } = openKeys(of);
    const fingerprints = await pairs.fingerprints([input]);
    return Buffer.concat([...fingerprints.values, ...(await pairs.pseudonyms([input]))]).toString('hex');
  };
  const first = await values(dir);
  assert.equal(await values(dir), first);
  renameSync(join(dir, 'keyholder'), join(dir, 'kept'));
  renameSync(join(other, 'keyholder'), join(dir, 'keyholder'));
  const mixed = await values(dir);
  assert.notEqual(mixed.slice(0, 18), first.slice(0, 18));
  assert.notEqual(mixed.slice(18), first.slice(18));
});

test('a log created without an origin gets one of its own', (t) => {
  const [one, two] = [folder(t), folder(t)];
  for (const dir of [one, two]) createKeys(dir, { ...creation, origin: '' });
  assert.match(openKeys(one).log.name, /^countersign\.example\/log\/[0-9a-f]{8}$/);
  assert.notEqual(openKeys(one).log.name, openKeys(two).log.name);
});
