import { chmodSync, unlinkSync } from 'node:fs';
import { connect, createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type Allowance, allowanceReader, type Meter, openMeter } from './ceilings.ts';
import { openSecondHalf } from './files.ts';
import { epochsIn, newestIn } from './key-folder.ts';
import { addressText, type KeyholderAddress, tlsMaterial } from './keyholder-address.ts';
import { FINGERPRINT_BYTES, HALF_BYTES, PSEUDONYM_BYTES, type SecondHalf } from './second-half.ts';
import { KeysUnavailable } from './unavailable.ts';
import { encodeFrame, type Frame, frameReader, type Hello, padded, type Status, slotted } from './wire.ts';

/** A running second keyholder. */
export interface Keyholder {
  /** Where it listens; a port of 0 is filled in. */
  address: KeyholderAddress;
  close(): Promise<void>;
}

export interface KeyholderSetting {
  /** Its own folder: k2, pseudonym-2 and keyholder keys, allowance, counts. */
  folder: string;
  address: KeyholderAddress;
  /** POSIX milliseconds. */
  clock: () => number;
  /** Told what went wrong inside: no value, no key. */
  trouble: (error: Error) => void;
}

/**
 * Starts the second keyholder's process part: it sees first halves only, counts them, applies its second key and signs each tick.
 * Throws KeysUnavailable when its keys cannot be used or the address is taken.
 */
export async function startKeyholder(setting: KeyholderSetting): Promise<Keyholder> {
  const desk = openDesk(setting);
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    converse(socket, desk);
  };
  const { address } = setting;
  const server =
    'path' in address
      ? createPlainServer(serve)
      : createTlsServer({ ...tlsMaterial(address.tls), requestCert: true }, serve);
  server.maxConnections = 64;
  await listen(server, address);
  const bound = server.address();
  return {
    address:
      'path' in address || bound === null || typeof bound === 'string' ? address : { ...address, port: bound.port },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => {
          desk.meter.close();
          resolve();
        });
      });
    },
  };
}

interface Desk {
  setting: KeyholderSetting;
  allowance: () => Allowance;
  meter: Meter;
  /** The second half for a fingerprint epoch and a pseudonym epoch; null where there is no such key. */
  half(kind: 'k2' | 'pseudonym-2', epoch: number): SecondHalf | null;
  hello(): Hello;
  /** The load under way: one at a time, shared by the connections that named its release. */
  load: { id: string; left: number; sockets: Set<Socket> } | null;
}

function openDesk(setting: KeyholderSetting): Desk {
  const { folder } = setting;
  const newest = { k2: newestIn(folder, 'k2'), 'pseudonym-2': newestIn(folder, 'pseudonym-2') };
  const main = openSecondHalf(folder, newest.k2, newest['pseudonym-2']);
  const opened = new Map([
    [`k2 ${newest.k2}`, main],
    [`pseudonym-2 ${newest['pseudonym-2']}`, main],
  ]);
  const allowance = allowanceReader(folder);
  allowance();
  return {
    setting,
    allowance,
    meter: openMeter(folder),
    load: null,
    half(kind, epoch) {
      const kept = opened.get(`${kind} ${epoch}`);
      if (kept !== undefined) return kept;
      if (!epochsIn(folder, kind).includes(epoch)) return null;
      const [k2, pseudonym] = kind === 'k2' ? [epoch, newest['pseudonym-2']] : [newest.k2, epoch];
      const half = openSecondHalf(folder, k2, pseudonym);
      opened.set(`${kind} ${epoch}`, half);
      return half;
    },
    hello: () => ({
      name: main.signer.name,
      publicKey: Buffer.from(main.signer.publicKey).toString('base64url'),
      epoch: newest.k2,
      pseudonymEpoch: newest['pseudonym-2'],
      paused: allowance().paused,
    }),
  };
}

/** One connection: frames in order, one answer each. Bytes that are no frame end it. */
function converse(socket: Socket, desk: Desk): void {
  const read = frameReader();
  socket.on('error', () => socket.destroy());
  socket.on('drain', () => socket.resume());
  socket.on('close', () => leaveLoad(socket, desk));
  socket.on('data', (chunk: Buffer) => {
    const frames = read(chunk);
    if (frames === null) return void socket.destroy();
    for (const frame of frames) {
      if (!socket.write(encodeFrame(answer(frame, socket, desk)))) socket.pause();
    }
  });
}

function answer(frame: Frame, socket: Socket, desk: Desk): Frame {
  try {
    const given = evaluate(frame, socket, desk);
    return given instanceof Uint8Array
      ? { ...frame, status: 'ok', body: given }
      : refusal(frame, given.status, given.why);
  } catch (error) {
    desk.setting.trouble(error as Error);
    return refusal(frame, 'failed', error instanceof KeysUnavailable ? error.message : 'an error inside the keyholder');
  }
}

const refusal = (frame: Frame, status: Status, why: string): Frame => ({
  ...frame,
  status,
  body: new TextEncoder().encode(why),
});

type Given = Uint8Array | { status: Status; why: string };
const no = (status: Status, why: string): Given => ({ status, why });

function evaluate(frame: Frame, socket: Socket, desk: Desk): Given {
  if (frame.kind === 'hello') return new TextEncoder().encode(JSON.stringify(desk.hello()));
  if (frame.kind === 'bulk-close') return closeLoad(desk);
  const allowance = desk.allowance();
  if (allowance.paused !== null) return no('paused', allowance.paused);
  if (frame.kind === 'bulk-open') return openLoad(frame, socket, desk, allowance);
  const { count, group, body } = frame;
  const grouped = frame.kind !== 'fingerprints' || (group > 0 && count % group === 0);
  if (count === 0 || !grouped || body.length !== slotted(count, HALF_BYTES)) return no('malformed', 'not a call');
  const half = desk.half(frame.kind === 'pseudonyms' ? 'pseudonym-2' : 'k2', frame.epoch);
  if (half === null) return no('epoch', `there is no key of epoch ${frame.epoch} here`);
  const halves = body.subarray(0, count * HALF_BYTES);
  if (frame.kind === 'bulk') return loadValues(halves, count, socket, desk, half);
  if (desk.meter.take(allowance, count, desk.setting.clock()) === 'ceiling') {
    return no('ceiling', 'a ceiling of the minute, the day or the term is reached');
  }
  return frame.kind === 'pseudonyms' ? padded(half.pseudonyms(halves), PSEUDONYM_BYTES) : tick(half, halves, group);
}

function tick(half: SecondHalf, halves: Uint8Array, group: number): Uint8Array {
  const { values, statement, signature } = half.fingerprints(halves, group);
  const slots = padded(values, FINGERPRINT_BYTES);
  const body = Buffer.alloc(8 + 64 + slots.length);
  body.writeBigUInt64BE(BigInt(statement.tick));
  body.set(signature, 8);
  body.set(slots, 72);
  return body;
}

/** A release opens one load, for every connection that names it until it is closed or all of them have gone. */
function openLoad(frame: Frame, socket: Socket, desk: Desk, { release }: Allowance): Given {
  const id = new TextDecoder().decode(frame.body);
  if (release === null || release.id !== id) return no('not-released', 'the keyholder has not released this load');
  if (desk.load?.id === id) {
    desk.load.sockets.add(socket);
    return new Uint8Array(0);
  }
  if (desk.load !== null || !desk.meter.useRelease(id)) return no('not-released', 'this release has been used');
  desk.load = { id, left: release.values, sockets: new Set([socket]) };
  return new Uint8Array(0);
}

function loadValues(halves: Uint8Array, count: number, socket: Socket, desk: Desk, half: SecondHalf): Given {
  const { load } = desk;
  if (load === null || !load.sockets.has(socket)) return no('not-released', 'no load is open on this connection');
  if (count > load.left) return no('ceiling', 'the ceiling of this load is reached');
  load.left -= count;
  return padded(half.bulk(halves), FINGERPRINT_BYTES);
}

function closeLoad(desk: Desk): Given {
  desk.load = null;
  return new Uint8Array(0);
}

function leaveLoad(socket: Socket, desk: Desk): void {
  desk.load?.sockets.delete(socket);
  if (desk.load?.sockets.size === 0) desk.load = null;
}

async function listen(server: Server, address: KeyholderAddress): Promise<void> {
  if ('path' in address) await removeDeadSocket(address.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const what = `cannot listen here (${error.code}); is another keyholder running?`;
      reject(new KeysUnavailable('unreachable', addressText(address), what));
    });
    if ('path' in address) server.listen(address.path, resolve);
    else server.listen(address.port, address.host, resolve);
  });
  if ('path' in address) chmodSync(address.path, 0o600);
}

/** A socket file that nobody listens on is left by a killed process; one that somebody listens on stays. */
async function removeDeadSocket(path: string): Promise<void> {
  const code = await new Promise<string | undefined>((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve('listening');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  if (code === 'ECONNREFUSED') unlinkSync(path);
}
