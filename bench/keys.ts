/**
 * Speed of the keyed values, the second keyholder, sealing and signature checks. `--seconds N` for each part (default 1).
 * Ours and the peer (createHmac with a KeyObject) run in turns within one run, so that both see the same machine.
 */
import { spawn } from 'node:child_process';
import { createHmac, createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeys, keyholderFolder, openFirstSecrets, openKeys } from '../src/keys/files.ts';
import { createHmacs, pack } from '../src/keys/hmac.ts';
import { startKeyholder } from '../src/keys/keyholder.ts';
import { askKeyholder, remotePairKeys } from '../src/keys/keyholder-client.ts';
import { createPairEvaluator } from '../src/keys/keyring.ts';
import { random } from '../src/keys/random.ts';
import { generateOwnerKey, verifySignature } from '../src/keys/signing.ts';

/** An input as matching makes them: person and address of one form. */
const INPUT_BYTES = 110;
const TICK = 500;
const GROUP = 20;

export async function bench(args: string[]): Promise<Record<string, unknown>> {
  const seconds = Number(args[args.indexOf('--seconds') + 1] ?? 1) || 1;
  const dir = mkdtempSync(join(tmpdir(), 'countersign-bench-keys-'));
  try {
    createKeys(dir, { now: new Date().toISOString(), origin: 'bench.example/log' });
    return {
      input_bytes: INPUT_BYTES,
      ...hmacs(seconds),
      ...sealing(dir, seconds),
      ...(await keyholder(dir, seconds)),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Rounds of `work` (which does `each` things) until the time is over: things a second. */
function rate(seconds: number, each: number, work: () => void): number {
  for (let i = 0; i < 3; i++) work();
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < seconds * 1000) {
    work();
    done += each;
  }
  return Math.round((done / (performance.now() - start)) * 1000);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

function hmacs(seconds: number): Record<string, number> {
  const [first, second] = [random(32), random(32)];
  const single = createHmacs([first]);
  const pair = createPairEvaluator(first, second);
  const peer = createSecretKey(first);
  const inputs = Array.from({ length: 2000 }, () => random(INPUT_BYTES));
  const packed = pack(inputs);
  const works: Record<string, () => void> = {
    hmac_per_s: () => single.run([0], inputs, 32),
    hmac_keyobject_per_s: () => inputs.map((input) => createHmac('sha256', peer).update(input).digest()),
    two_key_per_s: () => pair.evaluate(inputs, 9),
    two_key_packed_per_s: () => pair.evaluatePacked(packed, 9),
  };
  const turns = [1, 2, 3, 4, 5].map(() =>
    Object.entries(works).map(([, work]) => rate(seconds / 5, inputs.length, work)),
  );
  return Object.fromEntries(Object.keys(works).map((name, i) => [name, median(turns.map((turn) => turn[i] ?? 0))]));
}

function sealing(dir: string, seconds: number): Record<string, number> {
  const { sealing: seals } = openKeys(dir);
  const plaintext = random(900);
  let index = 0;
  const seal = (): Uint8Array => seals.seal('bench', '2026-11-24', index++, plaintext);
  const figures: Record<string, number> = { seal_per_s: rate(seconds, 1, seal) };
  const sealed = seals.seal('bench', '2026-11-24', 7, plaintext);
  figures['open_per_s'] = rate(seconds, 1, () => seals.open('bench', '2026-11-24', 7, sealed));
  for (const algorithm of ['EdDSA', 'ES256'] as const) {
    const key = generateOwnerKey('bench', algorithm);
    const signature = key.sign(plaintext);
    figures[`sign_${algorithm.toLowerCase()}_per_s`] = rate(seconds, 1, () => key.sign(plaintext));
    figures[`verify_${algorithm.toLowerCase()}_per_s`] = rate(seconds, 1, () =>
      verifySignature(key, plaintext, signature),
    );
  }
  return figures;
}

async function keyholder(dir: string, seconds: number): Promise<Record<string, number>> {
  const path = join(dir, 's');
  const child = spawn(process.execPath, [import.meta.filename, keyholderFolder(dir), path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const hello = await askKeyholder({ path }, 5000);
  const known = { name: hello.name, publicKey: new Uint8Array(Buffer.from(hello.publicKey, 'base64url')) };
  const remote = remotePairKeys({ address: { path }, keyholder: known, first: openFirstSecrets(dir), timeout: 5000 });
  try {
    return await keyholderRates(remote, openKeys(dir).pairs, seconds);
  } finally {
    remote.close();
    child.kill();
  }
}

async function keyholderRates(
  remote: ReturnType<typeof remotePairKeys>,
  local: { fingerprints: typeof remote.fingerprints },
  seconds: number,
): Promise<Record<string, number>> {
  const inputs = Array.from({ length: TICK }, () => random(INPUT_BYTES));
  const one = async (keys: typeof local): Promise<number[]> => {
    const times: number[] = [];
    const start = performance.now();
    while (performance.now() - start < seconds * 1000) {
      const before = performance.now();
      await keys.fingerprints(inputs, GROUP);
      times.push(performance.now() - before);
    }
    return times;
  };
  await one(remote);
  const [alone, beside] = [await one(remote), await one(local)];
  const overlapping = await Promise.all([one(remote), one(remote), one(remote), one(remote)]);
  return {
    keyholder_tick_values: TICK,
    keyholder_values_per_s: Math.round((alone.length * TICK) / seconds),
    keyholder_values_per_s_overlapping: Math.round((overlapping.flat().length * TICK) / seconds),
    keyholder_tick_ms_median: Number(median(alone).toFixed(3)),
    local_tick_ms_median: Number(median(beside).toFixed(3)),
    keyholder_added_ms_median: Number((median(alone) - median(beside)).toFixed(3)),
  };
}

/** As a process of its own this file is the second keyholder that the benchmark asks. */
if (process.argv[1] === import.meta.filename) {
  const [, , folder = '', path = ''] = process.argv;
  await startKeyholder({
    folder,
    address: { path },
    clock: Date.now,
    trouble: (error) => console.error(error.message),
  });
  console.log('ready');
}
