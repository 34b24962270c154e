import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { remotePairKeys } from './keyholder-client.ts';
import { type SecondHalf, secondHalf } from './second-half.ts';
import { noteSigner } from './signing.ts';
import { KeysUnavailable } from './unavailable.ts';
import { encodeFrame, type Frame, frameReader, KINDS, padded, STATUSES } from './wire.ts';

const filled = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const honest = noteSigner('ig.example/keyholder', filled(7));
const first = { epoch: 1, pseudonymEpoch: 1, k1: filled(1), pseudonym1: filled(2) };
const inputs = [filled(9), filled(10)];
const half = (signer = honest, k2 = filled(3)): SecondHalf =>
  secondHalf({ epoch: 1, k2, pseudonym2: filled(4), signer, run: () => 1 });

/** The honest answer to a call of fingerprints. */
function honestly(call: Frame, by: SecondHalf): Frame {
  const { values, statement, signature } = by.fingerprints(call.body.subarray(0, call.count * 32), call.group);
  const tick = Buffer.alloc(8);
  tick.writeBigUInt64BE(BigInt(statement.tick));
  return { ...call, body: Buffer.concat([tick, signature, padded(values, 9)]) };
}

type Behaviour = (call: Frame, socket: Socket) => void;

/** A keyholder that behaves as told; what asking it for fingerprints ends in, asked `times` in turn. */
async function ending(t: TestContext, behave: Behaviour, times = 1): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-kf-'));
  const path = join(folder, 's');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const read = frameReader();
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const call of read(chunk) ?? []) behave(call, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const keyholder = { name: honest.name, publicKey: honest.publicKey };
  const keys = remotePairKeys({ address: { path }, keyholder, first, timeout: 300 });
  t.after(() => {
    keys.close();
    for (const socket of sockets) socket.destroy();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  try {
    for (let i = 0; i < times; i++) await keys.fingerprints(inputs, 1);
    return 'answered';
  } catch (error) {
    assert.ok(error instanceof KeysUnavailable, String(error));
    return error.trouble;
  }
}

test('an honest answer is taken, in one piece or byte by byte', async (t) => {
  const by = half();
  assert.equal(await ending(t, (call, socket) => socket.write(encodeFrame(honestly(call, by))), 3), 'answered');
  const slowly: Behaviour = (call, socket) => {
    for (const byte of encodeFrame(honestly(call, by))) socket.write(Buffer.of(byte));
  };
  assert.equal(await ending(t, slowly), 'answered');
});

test('no answer, half an answer and a late answer are refused', async (t) => {
  assert.equal(await ending(t, () => undefined), 'timeout');
  const by = half();
  assert.equal(
    await ending(t, (call, socket) => socket.write(encodeFrame(honestly(call, by)).subarray(0, -1))),
    'timeout',
  );
  const late: Behaviour = (call, socket) => void setTimeout(() => socket.write(encodeFrame(honestly(call, by))), 400);
  assert.equal(await ending(t, late), 'timeout');
  assert.equal(await ending(t, (_, socket) => socket.end()), 'unreachable');
});

test('an answer that is short, long, of another call, or given twice is refused', async (t) => {
  const by = half();
  const changed = (change: (answer: Frame) => Frame): Behaviour => {
    return (call, socket) => socket.write(encodeFrame(change(honestly(call, by))));
  };
  const cases: Behaviour[] = [
    changed((answer) => ({ ...answer, body: answer.body.subarray(0, -9) })),
    changed((answer) => ({ ...answer, body: Buffer.concat([answer.body, filled(0)]) })),
    changed((answer) => ({ ...answer, body: new Uint8Array(0) })),
    changed((answer) => ({ ...answer, count: 1 })),
    changed((answer) => ({ ...answer, epoch: 2 })),
    changed((answer) => ({ ...answer, kind: 'pseudonyms' })),
    changed((answer) => ({ ...answer, id: answer.id + 1n })),
  ];
  for (const behave of cases) assert.equal(await ending(t, behave), 'bad-answer');
  const twice: Behaviour = (call, socket) => {
    const answer = encodeFrame(honestly(call, by));
    socket.write(Buffer.concat([answer, answer]));
  };
  assert.equal(await ending(t, twice, 2), 'bad-answer');
});

test('values of another key, a signature of another keyholder, changed values and a repeated tick are refused', async (t) => {
  const stranger = half(noteSigner(honest.name, filled(8)));
  assert.equal(await ending(t, (call, socket) => socket.write(encodeFrame(honestly(call, stranger)))), 'bad-answer');
  const by = half();
  const flipped: Behaviour = (call, socket) => {
    const answer = honestly(call, by);
    answer.body[72] = (answer.body[72] as number) ^ 1;
    socket.write(encodeFrame(answer));
  };
  assert.equal(await ending(t, flipped), 'bad-answer');
  const again: Behaviour = (call, socket) => socket.write(encodeFrame(honestly(call, half())));
  assert.equal(await ending(t, again, 2), 'bad-answer');
});

test('whatever bytes come back, the call ends in trouble and never in values', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 200 }), async (bytes) => {
      assert.ok(['bad-answer', 'timeout'].includes(await ending(t, (_, socket) => socket.write(bytes))));
    }),
    { numRuns: 15 },
  );
});

test('any frame comes out of the reader as it went in, however the bytes are cut', () => {
  const frame = fc.record(
    {
      kind: fc.constantFrom(...KINDS),
      status: fc.constantFrom(...STATUSES),
      id: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      epoch: fc.nat(),
      count: fc.nat(65_536),
      group: fc.nat(),
      body: fc.uint8Array({ maxLength: 100 }),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (frames, step) => {
      const bytes = Buffer.concat(frames.map(encodeFrame));
      const read = frameReader();
      const got: Frame[] = [];
      for (let at = 0; at < bytes.length; at += step) got.push(...(read(bytes.subarray(at, at + step)) ?? []));
      assert.deepEqual(got, frames);
    }),
  );
});
