/** The witness as a small HTTP server: `POST /add-checkpoint`, `GET /<hex SHA-256 of the origin>/checkpoint`. */

import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Verifiers } from '../log/hash.ts';
import { COSIGNATURE_ED25519, ED25519, type VerifierKey } from '../log/verifier-key.ts';
import { withFolderLock } from '../store/lock.ts';
import { Unavailable } from '../store/unavailable.ts';
import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';
import { type Answer, type Cosigner, openDesk } from './cosign.ts';
import { type Memory, openMemory, type Remembered } from './memory.ts';

export interface WitnessSetting {
  readonly cosigner: Cosigner;
  /** The keys of the logs to witness. */
  readonly logs: readonly VerifierKey[];
  /** Its own folder, for this witness alone. */
  readonly folder: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tools: Verifiers;
  /** POSIX seconds. */
  readonly now: () => number;
  /** Told loudly when a log contradicts itself. */
  readonly alarm: (message: string) => void;
}

export interface RunningWitness {
  /** The submission and monitoring prefix. */
  readonly url: string;
  close: () => Promise<void>;
}

const MOST_BODY_BYTES = 256 * 1024;
const SECONDS_FOR_A_REQUEST = 10_000;

/**
 * Starts a witness. Throws Unavailable where its memory is damaged or another process has it open, the system's
 * error where the port is taken, and RangeError where a key is of the wrong type.
 */
export async function serveWitness(setting: WitnessSetting): Promise<RunningWitness> {
  if (setting.cosigner.key.type !== COSIGNATURE_ED25519)
    throw new RangeError('a witness signs with a cosignature/v1 key');
  if (setting.logs.some((log) => log.type !== ED25519)) throw new RangeError('a log signs with a key of type Ed25519');
  await mkdir(setting.folder, { recursive: true, mode: 0o700 });
  const unlock = await holdFolder(setting.folder);
  try {
    const server = await startServer(setting);
    const { port } = server.address() as AddressInfo;
    const host = setting.host.includes(':') ? `[${setting.host}]` : setting.host;
    return { url: `http://${host}:${port}`, close: () => closeServer(server).finally(unlock) };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Holds the folder's lock until the function that it gives is called. WHY: two processes would judge by two memories. */
async function holdFolder(folder: string): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const held = withFolderLock(folder, 0, () => {
      return new Promise<void>((release) => {
        resolve(async () => {
          release();
          await held;
        });
      });
    });
    held.catch((cause: unknown) => reject(inUse(folder, cause)));
  });
}

function inUse(folder: string, cause: unknown): Unavailable {
  return new Unavailable('folder', `${folder} is in use by another witness: stop that one first`, cause);
}

async function startServer(setting: WitnessSetting): Promise<Server> {
  const origins = setting.logs.map((log) => log.name);
  const memory = await openMemory(setting.folder, origins, setting.tools.sha256);
  const answer = openDesk({ ...setting, memory });
  const server = createServer({ requestTimeout: SECONDS_FOR_A_REQUEST }, (request, response) => {
    replyTo(request, memory, answer)
      .catch((error: unknown) => {
        setting.alarm(`the witness could not answer: ${error instanceof Error ? error.message : 'unknown'}`);
        return plain(500, 'the witness could not answer; ask again later');
      })
      .then((reply) => send(response, reply));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(setting.port, setting.host, resolve);
  });
  return server;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

function plain(status: number, line: string): Reply {
  return { status, type: 'text/plain; charset=utf-8', body: `${line}\n` };
}

async function replyTo(
  request: IncomingMessage,
  memory: Memory,
  answer: (request: AddCheckpoint) => Promise<Answer>,
): Promise<Reply> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const monitored = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1];
  if (request.method === 'GET' && monitored !== undefined) return monitorReply(memory.byName(monitored));
  if (path !== '/add-checkpoint') return plain(404, 'a witness has add-checkpoint only');
  if (request.method !== 'POST') return plain(405, 'POST a checkpoint here');
  const body = await readBody(request);
  if (body === null) return plain(413, 'a request is at most 256 kB');
  const parsed = parseAddCheckpoint(body);
  return parsed.ok ? answerReply(await answer(parsed.value)) : plain(400, parsed.problem);
}

function monitorReply(remembered: Remembered | null): Reply {
  if (remembered === null) return plain(404, 'this witness has cosigned nothing of that log');
  return { status: 200, type: 'text/plain; charset=utf-8', body: remembered.note };
}

function answerReply(answer: Answer): Reply {
  if (answer.kind === 'cosigned') return { status: 200, type: 'text/plain; charset=utf-8', body: answer.line };
  if (answer.kind === 'behind') return { status: 409, type: 'text/x.tlog.size', body: `${answer.size}\n` };
  return plain(answer.kind === 'contradiction' ? 422 : answer.status, answer.message);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, type, body }: Reply): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
