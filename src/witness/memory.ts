/**
 * What a witness remembers: the last note it cosigned of each log, one file each, replaced whole and made durable
 * before the promise resolves. The file's name is the SHA-256 of the origin in hex, as monitors ask for it.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { hexOf, utf8Bytes } from '../log/bytes.ts';
import { type Checkpoint, parseCheckpointText } from '../log/checkpoint.ts';
import type { Sha256 } from '../log/hash.ts';
import { parseNote } from '../log/note.ts';
import { Unavailable } from '../store/unavailable.ts';

export interface Remembered {
  readonly checkpoint: Checkpoint;
  /** With the log's signature and this witness's own. */
  readonly note: string;
}

export interface Memory {
  latest: (origin: string) => Remembered | null;
  /** By the hex name of the log, for monitors. */
  byName: (name: string) => Remembered | null;
  /** Resolves once it is on disk. Callers serialise their calls for one origin. */
  remember: (origin: string, remembered: Remembered) => Promise<void>;
  /** Keeps what contradicts the memory, as evidence. */
  keepEvidence: (origin: string, checkpoint: Checkpoint, note: string) => Promise<string>;
}

export function logName(sha256: Sha256, origin: string): string {
  return hexOf(sha256(utf8Bytes(origin)));
}

/**
 * Reads the memory of these logs. Throws Unavailable where a file is there and is damaged: a witness that has forgotten must not
 * start anew, since it would cosign a fork of what it forgot.
 */
export async function openMemory(folder: string, origins: readonly string[], sha256: Sha256): Promise<Memory> {
  await mkdir(join(folder, 'evidence'), { recursive: true, mode: 0o700 });
  const held = new Map<string, Remembered>();
  for (const origin of origins) {
    const remembered = await readRemembered(join(folder, logName(sha256, origin)), origin);
    if (remembered !== null) held.set(logName(sha256, origin), remembered);
  }
  return {
    latest: (origin) => held.get(logName(sha256, origin)) ?? null,
    byName: (name) => held.get(name) ?? null,
    async remember(origin, remembered) {
      const name = logName(sha256, origin);
      await replaceFile(folder, name, remembered.note);
      held.set(name, remembered);
    },
    async keepEvidence(origin, checkpoint, note) {
      const name = `${logName(sha256, origin).slice(0, 16)}-${checkpoint.size}-${hexOf(checkpoint.root).slice(0, 16)}`;
      await replaceFile(join(folder, 'evidence'), name, note);
      return join(folder, 'evidence', name);
    },
  };
}

async function readRemembered(path: string, origin: string): Promise<Remembered | null> {
  const note = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (note === null) return null;
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpointText(parsed.value.text) : parsed;
  if (checkpoint.ok && checkpoint.value.origin === origin) return { checkpoint: checkpoint.value, note };
  const advice = 'restore it from a copy; without it this witness could cosign a fork';
  throw new Unavailable('folder', `${path} is damaged: ${advice}`);
}

async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const beside = join(folder, `.${name}.new`);
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, join(folder, name));
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
