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

/** The calls that wait for answers on one connection. */
interface Calls {
  waiting: Map<bigint, Waiting>;
  /** null while the connection stands. */
  trouble: KeysUnavailable | null;
  unheard: KeysUnavailable | null;
}

function connection(address: KeyholderAddress, name: string): Connection {
  const calls: Calls = { waiting: new Map(), trouble: null, unheard: null };
  const socket = dial(address);
  const fail = (kind: KeyTrouble, what: string): void => {
    socket.destroy();
    breakOff(calls, new KeysUnavailable(kind, name, what));
  };
  const read = frameReader();
  socket.on('data', (chunk: Buffer) => {
    const frames = read(chunk);
    if (frames === null) fail('bad-answer', 'what the second keyholder sent is no answer; is it the right address?');
    for (const frame of frames ?? []) {
      const wrong = calls.trouble === null ? arrive(calls, frame, name) : null;
      if (wrong !== null) fail('bad-answer', wrong);
    }
    if (calls.waiting.size === 0) socket.unref();
  });
  socket.on('error', ({ code = 'TLS' }: NodeJS.ErrnoException) =>
    fail('unreachable', `the second keyholder cannot be reached (${code}); start it, or mend the way to it`),
  );
  socket.on('close', () => fail('unreachable', 'the second keyholder ended the connection; is it running?'));
  return {
    exchange: (call, timeout) =>
      new Promise((resolve, reject) => {
        const late = `the second keyholder gave no answer in ${timeout} ms; nothing is confirmed until it does`;
        const timer = setTimeout(() => fail('timeout', late), timeout);
        calls.waiting.set(call.id, { call, resolve, reject, timer });
        socket.ref();
        socket.write(encodeFrame(call));
      }),
    broken: () => calls.trouble !== null,
    unheard() {
      const told = calls.unheard;
      calls.unheard = null;
      return told;
    },
    end: () => fail('unreachable', 'the connection was closed here'),
  };
}

/** Ends every waiting call with the first trouble. */
function breakOff(calls: Calls, trouble: KeysUnavailable): void {
  if (calls.trouble === null && trouble.trouble === 'bad-answer' && calls.waiting.size === 0) calls.unheard = trouble;
  calls.trouble ??= trouble;
  for (const one of calls.waiting.values()) settle(calls, one).reject(calls.trouble);
}

function settle(calls: Calls, one: Waiting): Waiting {
  clearTimeout(one.timer);
  calls.waiting.delete(one.call.id);
  return one;
}

/** Gives an answer to its call; says what is wrong with it if it belongs to none. */
function arrive(calls: Calls, frame: Frame, name: string): string | null {
  const one = calls.waiting.get(frame.id);
  if (one === undefined) return 'the second keyholder answered what was not asked, or twice';
  const problem = problemOf(frame, one.call);
  if (problem === 'mismatch') return 'the second keyholder answered something else than was asked';
  const { resolve, reject } = settle(calls, one);
  if (problem === null) resolve(frame.body);
  else reject(new KeysUnavailable(problem.trouble, name, problem.what));
  return null;
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
