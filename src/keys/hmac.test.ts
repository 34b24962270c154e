import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { createHmacs, pack } from './hmac.ts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array | undefined): string => Buffer.from(value ?? []).toString('hex');

/** RFC 4231, sections 4.2 to 4.6 (keys of at most 64 bytes): key, data, HMAC-SHA-256. */
const KNOWN: readonly (readonly [string, string, string])[] = [
  ['0b'.repeat(20), '4869205468657265', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  [
    '4a656665',
    '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
  [
    '0102030405060708090a0b0c0d0e0f10111213141516171819',
    'cd'.repeat(50),
    '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
  ],
];

test('HMAC-SHA-256 gives the known answers of RFC 4231', () => {
  for (const [key, data, answer] of KNOWN) {
    assert.equal(hex(createHmacs([bytes(key)]).run([0], [bytes(data)], 32)[0]), answer);
  }
});

const key = fc.uint8Array({ minLength: 1, maxLength: 64 });
const inputs = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 40 });
const reference = (secret: Uint8Array, data: Uint8Array): Buffer => createHmac('sha256', secret).update(data).digest();

test('for any keys and inputs one and two keys give what OpenSSL gives', () => {
  fc.assert(
    fc.property(key, key, inputs, fc.integer({ min: 1, max: 32 }), (first, second, data, kept) => {
      const hmacs = createHmacs([first, second]);
      const one = data.map((input) => reference(first, input));
      const two = one.map((value) => reference(second, value));
      assert.deepEqual(
        hmacs.run([0], data, kept).map(hex),
        one.map((value) => hex(value.subarray(0, kept))),
      );
      assert.deepEqual(
        hmacs.run([0, 1], data, kept).map(hex),
        two.map((value) => hex(value.subarray(0, kept))),
      );
    }),
  );
});

test('batches larger than the engine holds at once, and every length around a block boundary, come out whole', () => {
  const secret = bytes('0b'.repeat(32));
  const data = Array.from({ length: 9000 }, (_, i) => new Uint8Array(i % 260).fill(i));
  const values = createHmacs([secret]).run([0], data, 32);
  data.forEach((input, i) => {
    assert.equal(hex(values[i]), hex(reference(secret, input)));
  });
});

test('the packed form gives the same values one after another', () => {
  const hmacs = createHmacs([bytes('01'.repeat(32)), bytes('02'.repeat(32))]);
  const data = Array.from({ length: 100 }, (_, i) => new Uint8Array(i).fill(7));
  const separate = hmacs.run([0, 1], data, 9);
  assert.equal(hex(hmacs.runPacked([0, 1], pack(data), 9)), separate.map(hex).join(''));
});

test('keys that were forgotten evaluate nothing any more', () => {
  const hmacs = createHmacs([bytes('01'.repeat(32))]);
  hmacs.forget();
  assert.throws(() => hmacs.run([0], [new Uint8Array(1)], 9), /wiped/);
});

test('an input too long for the engine is a defect, not a wrong value', () => {
  const hmacs = createHmacs([bytes('01'.repeat(32))]);
  assert.throws(() => hmacs.run([0], [new Uint8Array(1_100_000)], 9), RangeError);
});

test('the engine gives the same values in a worker thread', async () => {
  const [secret, input] = [bytes('0c'.repeat(32)), bytes('0d'.repeat(70))];
  const source = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { createHmacs } = await import(workerData.module);
    parentPort.postMessage(createHmacs([workerData.secret]).run([0], [workerData.input], 32)[0]);`;
  const module = new URL('./hmac.ts', import.meta.url).href;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
    workerData: { module, secret, input },
  });
  const value = await new Promise<Uint8Array>((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  );
  await worker.terminate();
  assert.equal(hex(value), hex(reference(secret, input)));
});
