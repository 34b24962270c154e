import type { Socket } from 'node:net';
import { addressText, dial, type KeyholderAddress } from './keyholder-address.ts';
import { HALF_BYTES } from './second-half.ts';
import { KeysUnavailable, type KeyTrouble } from './unavailable.ts';
import { encodeFrame, type Frame, frameReader, type Kind, padded, type Status } from './wire.ts';

/** One connection to a keyholder, made when first needed and again after it broke. Calls may overlap. */
export interface KeyholderLine {
  /** The keyholder's address, for messages. */
  name: string;
  /** Sends first halves and gives the body of the answer. Throws KeysUnavailable. */
  call(kind: Kind, epoch: number, halves: Uint8Array, group: number): Promise<Uint8Array>;
  /** As `call` with a body of its own form. */
  send(kind: Kind, epoch: number, body: Uint8Array): Promise<Uint8Array>;
  close(): void;
}

/** An answer that is not `timeout` milliseconds after its call is refused, and the connection ends, so that it cannot come late. */
export function keyholderLine(address: KeyholderAddress, timeout: number): KeyholderLine {
  let current: Connection | null = null;
  let lastId = 0n;
  const name = addressText(address);
  const exchange = (frame: Frame): Promise<Uint8Array> => {
    const unheard = current?.unheard() ?? null;
    if (current === null || current.broken()) current = connection(address, name);
    return unheard === null ? current.exchange(frame, timeout) : Promise.reject(unheard);
  };
  const send = async (
    kind: Kind,
    epoch: number,
    count: number,
    group: number,
    body: Uint8Array,
  ): Promise<Uint8Array> => {
    lastId += 1n;
    const frame: Frame = { kind, status: 'ok', id: lastId, epoch, count, group, body };
    const stood = current !== null && !current.broken();
    try {
      return await exchange(frame);
    } catch (error) {
      // A connection that stood idle while the keyholder was started again is found dead only now: once more, on a new one.
      if (!stood || !(error instanceof KeysUnavailable && error.trouble === 'unreachable')) throw error;
      return exchange(frame);
    }
  };
  return {
    name,
    call: (kind, epoch, halves, group) =>
      send(kind, epoch, halves.length / HALF_BYTES, group, padded(halves, HALF_BYTES)),
    send: (kind, epoch, body) => send(kind, epoch, 0, 0, body),
    close: () => current?.end(),
  };
}

interface Connection {
  exchange(frame: Frame, timeout: number): Promise<Uint8Array>;
  broken(): boolean;
  /** Trouble that came when no call was waiting, such as a second answer: told once, to the next call. */
  unheard(): KeysUnavailable | null;
  end(): void;
}

interface Waiting {
  call: Frame;
  resolve: (body: Uint8Array) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

function connection(address: KeyholderAddress, name: string): Connection {
  const waiting = new Map<bigint, Waiting>();
  const read = frameReader();
  let trouble: KeysUnavailable | null = null;
  let unheard: KeysUnavailable | null = null;
  const fail = (kind: KeyTrouble, what: string): undefined => {
    if (trouble === null && kind === 'bad-answer' && waiting.size === 0)
      unheard = new KeysUnavailable(kind, name, what);
    trouble ??= new KeysUnavailable(kind, name, what);
    socket.destroy();
    for (const one of waiting.values()) settle(one).reject(trouble);
  };
  const settle = (one: Waiting): Waiting => {
    clearTimeout(one.timer);
    waiting.delete(one.call.id);
    if (waiting.size === 0) socket.unref();
    return one;
  };
  const arrive = (frame: Frame): undefined => {
    const one = waiting.get(frame.id);
    if (one === undefined) return fail('bad-answer', 'the second keyholder answered what was not asked, or twice');
    const problem = problemOf(frame, one.call);
    if (problem === 'mismatch')
      return fail('bad-answer', 'the second keyholder answered something else than was asked');
    const { resolve, reject } = settle(one);
    if (problem === null) resolve(frame.body);
    else reject(new KeysUnavailable(problem.trouble, name, problem.what));
  };
  const socket: Socket = dial(address);
  socket.on('data', (chunk: Buffer) => {
    const frames = read(chunk);
    if (frames === null)
      return fail('bad-answer', 'what the second keyholder sent is no answer; is it the right address?');
    for (const frame of frames) if (trouble === null) arrive(frame);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    fail(
      'unreachable',
      `the second keyholder cannot be reached (${error.code ?? error.name}); start it, or mend the way to it`,
    );
  });
  socket.on('close', () =>
    fail('unreachable', 'the second keyholder ended the connection; nothing is confirmed until it is back'),
  );
  return {
    exchange: (call, timeout) =>
      new Promise((resolve, reject) => {
        const late = `the second keyholder gave no answer in ${timeout} ms; nothing is confirmed until it does`;
        const timer = setTimeout(() => fail('timeout', late), timeout);
        waiting.set(call.id, { call, resolve, reject, timer });
        socket.ref();
        socket.write(encodeFrame(call));
      }),
    broken: () => trouble !== null,
    unheard() {
      const told = unheard;
      unheard = null;
      return told;
    },
    end: () => fail('unreachable', 'the connection was closed here'),
  };
}

const TROUBLES: Record<Exclude<Status, 'ok'>, { trouble: KeyTrouble; advice: string }> = {
  paused: { trouble: 'paused', advice: 'the second keyholder has paused all confirmations' },
  ceiling: { trouble: 'ceiling', advice: 'the second keyholder answers no more for now' },
  epoch: { trouble: 'wrong-epoch', advice: 'the keys of the two keyholders are not of one epoch; reload the register' },
  malformed: { trouble: 'bad-answer', advice: 'the second keyholder did not understand; are both of one version?' },
  'not-released': { trouble: 'not-released', advice: 'ask the second keyholder to release the load' },
  failed: { trouble: 'failed', advice: 'the second keyholder has trouble of its own' },
};

function problemOf(frame: Frame, call: Frame): null | 'mismatch' | { trouble: KeyTrouble; what: string } {
  const same =
    frame.kind === call.kind && frame.count === call.count && frame.group === call.group && frame.epoch === call.epoch;
  if (!same) return 'mismatch';
  if (frame.status === 'ok') return null;
  const { trouble, advice } = TROUBLES[frame.status];
  const why = new TextDecoder().decode(frame.body.subarray(0, 200)).replace(/[^ -~]/g, '?');
  return { trouble, what: `${advice} (${why})` };
}
