/** The witness as a small HTTP server: `POST /add-checkpoint`, `GET /<hex SHA-256 of the origin>/checkpoint`. */

import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Verifiers } from '../log/hash.ts';
import { COSIGNATURE_ED25519, ED25519, type VerifierKey } from '../log/verifier-key.ts';
import { withFolderLock } from '../store/lock.ts';
import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';
import { type Answer, type Cosigner, openDesk } from './cosign.ts';
import { type Memory, openMemory } from './memory.ts';

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
 * Starts a witness. Throws where its memory is damaged, where another process has it open, where the port is taken, or
 * where a key is of the wrong type.
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
    held.catch((cause: unknown) =>
      reject(new Error(`${folder} is in use by another witness: stop that one first`, { cause })),
    );
  });
}

async function startServer(setting: WitnessSetting): Promise<Server> {
  const origins = setting.logs.map((log) => log.name);
  const memory = await openMemory(setting.folder, origins, setting.tools.sha256);
  const answer = openDesk({ ...setting, memory });
  const server = createServer({ requestTimeout: SECONDS_FOR_A_REQUEST }, (request, response) => {
    handle(request, response, memory, answer).catch((error: unknown) => {
      setting.alarm(`the witness could not answer: ${error instanceof Error ? error.message : 'unknown'}`);
      send(response, 500, 'text/plain', 'the witness could not answer; ask again later\n');
    });
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

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  memory: Memory,
  answer: (request: AddCheckpoint) => Promise<Answer>,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const monitored = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1];
  if (request.method === 'GET' && monitored !== undefined) {
    const remembered = memory.byName(monitored);
    if (remembered === null)
      return send(response, 404, 'text/plain', 'this witness has cosigned nothing of that log\n');
    return send(response, 200, 'text/plain; charset=utf-8', remembered.note);
  }
  if (path !== '/add-checkpoint') return send(response, 404, 'text/plain', 'a witness has add-checkpoint only\n');
  if (request.method !== 'POST') return send(response, 405, 'text/plain', 'POST a checkpoint here\n');
  const body = await readBody(request);
  if (body === null) return send(response, 413, 'text/plain', 'a request is at most 256 kB\n');
  const parsed = parseAddCheckpoint(body);
  if (!parsed.ok) return send(response, 400, 'text/plain', `${parsed.problem}\n`);
  sendAnswer(response, await answer(parsed.value));
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

function sendAnswer(response: ServerResponse, answer: Answer): void {
  if (answer.kind === 'cosigned') return send(response, 200, 'text/plain; charset=utf-8', answer.line);
  if (answer.kind === 'behind') return send(response, 409, 'text/x.tlog.size', `${answer.size}\n`);
  if (answer.kind === 'contradiction') return send(response, 422, 'text/plain', `${answer.message}\n`);
  send(response, answer.status, 'text/plain', `${answer.message}\n`);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
