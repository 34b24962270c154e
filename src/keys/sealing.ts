import type { KeyObject } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readdirSync, unlinkSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type KeyFile,
  keyId,
  makePrivateFolder,
  readPrivateFile,
  replacePrivateFile,
  requirePrivateFolder,
  syncFolder,
  writePrivateFile,
} from './key-file.ts';
import { random } from './random.ts';
import { boxKey, openBox, sealBox } from './sealed-box.ts';
import { KeysUnavailable } from './unavailable.ts';

/** Where the sealed thing stands: a log index, or a name for what is not in the log (an upload, a held inquiry, a job). */
export type Place = number | string;

export type SealedOpened = { ok: true; plaintext: Uint8Array } | { ok: false; why: 'destroyed' | 'altered' };

/**
 * Case files and everything else that rests sealed: AES-256-GCM under one random data key per agreement and UTC day ('YYYY-MM-DD').
 * The data keys lie in files outside the database, wrapped by the sealing root, so that destroying one makes its day unreadable for good.
 * A sealed value opens only with the agreement, day and place it was sealed with.
 */
export interface Sealing {
  /** Makes or loads the day's key: a few ms once a day and agreement; afterwards `seal` touches no file. Throws KeysUnavailable. */
  ready(agreement: string, day: string): void;
  /** Throws KeysUnavailable when the day's key was destroyed or cannot be read. */
  seal(agreement: string, day: string, place: Place, plaintext: Uint8Array): Uint8Array;
  /** Throws KeysUnavailable when the key file is missing without having been destroyed. */
  open(agreement: string, day: string, place: Place, sealed: Uint8Array): SealedOpened;
  /** The days that have or had a key, oldest first. */
  days(agreement: string): { day: string; destroyed: boolean }[];
  /** Destroys the day's key and leaves a marker. Destroying twice is no error. Legal floors and holds are the caller's to check, before. */
  destroy(agreement: string, day: string): void;
}

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Roots that wrap day keys, newest first; new day keys are wrapped by the first. */
export type SealingRoots = readonly [KeyFile, ...KeyFile[]];

/** Sealing over `folder` (made if missing), its data keys wrapped by one of `roots`. */
export function createSealing(folder: string, roots: SealingRoots): Sealing {
  makePrivateFolder(folder);
  const loaded = new Map<string, KeyObject>();
  const load = (agreement: string, day: string): KeyObject => {
    const paths = dayPaths(folder, agreement, day);
    const kept = loaded.get(paths.key);
    if (kept !== undefined) return kept;
    const key = boxKey(readOrMakeDayKey(roots, paths));
    loaded.set(paths.key, key);
    return key;
  };
  return {
    ready: (agreement, day) => void load(agreement, day),
    seal: (agreement, day, place, plaintext) =>
      sealBox(load(agreement, day), associatedData(agreement, day, place), plaintext),
    open(agreement, day, place, sealed) {
      const paths = dayPaths(folder, agreement, day);
      if (existsSync(paths.destroyed)) return { ok: false, why: 'destroyed' };
      if (!existsSync(paths.key))
        throw new KeysUnavailable('missing', paths.key, 'the day key is gone; restore the sealing folder');
      return openBox(load(agreement, day), associatedData(agreement, day, place), sealed);
    },
    days: (agreement) => daysOf(join(folder, folderName(agreement))),
    destroy(agreement, day) {
      const paths = dayPaths(folder, agreement, day);
      loaded.delete(paths.key);
      destroyDayKey(paths);
    },
  };
}

/** Wraps every day key under `folder` by the first of `roots`; can be killed and run again. Throws KeysUnavailable. */
export function rewrapDayKeys(folder: string, roots: SealingRoots): void {
  if (!existsSync(folder)) return;
  for (const of of readdirSync(folder)) {
    for (const { day, destroyed } of daysOf(join(folder, of))) {
      const paths = dayPaths(folder, decodeURIComponent(of), day);
      if (!destroyed) replacePrivateFile(paths.key, dayKeyText(roots[0], paths, readDayKey(roots, paths)));
    }
  }
}

function daysOf(folder: string): { day: string; destroyed: boolean }[] {
  if (!existsSync(folder)) return [];
  const files = new Set(readdirSync(folder));
  return [...files]
    .map((file) => /^([0-9-]{10})\.(?:key|destroyed)$/.exec(file)?.[1] ?? '')
    .filter((day, i, all) => day !== '' && all.indexOf(day) === i)
    .sort()
    .map((day) => ({ day, destroyed: files.has(`${day}.destroyed`) }));
}

interface DayPaths {
  folder: string;
  key: string;
  destroyed: string;
  associated: Uint8Array;
}

function dayPaths(folder: string, agreement: string, day: string): DayPaths {
  if (!DAY.test(day)) throw new RangeError('a sealing day is a UTC date, YYYY-MM-DD');
  const of = join(folder, folderName(agreement));
  return {
    folder: of,
    key: join(of, `${day}.key`),
    destroyed: join(of, `${day}.destroyed`),
    associated: associatedData(agreement, day, 'day key'),
  };
}

/** An agreement's id as a file name: letters, digits, `-` and `_` stay, every other byte is `%XX`; no two ids share a name. */
function folderName(agreement: string): string {
  const name = Array.from(Buffer.from(agreement), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9_-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
  }).join('');
  if (name === '' || name.length > 200) throw new RangeError('an agreement id of this length cannot name a folder');
  return name;
}

/** Injective: no part but the last may hold a newline (an agreement with one has it escaped by JSON). */
function associatedData(agreement: string, day: string, place: Place): Uint8Array {
  const where = typeof place === 'number' ? `index ${place}` : `place ${place}`;
  return new TextEncoder().encode(`countersign-seal/v1\n${JSON.stringify(agreement)}\n${day}\n${where}`);
}

function readOrMakeDayKey(roots: SealingRoots, paths: DayPaths): Uint8Array {
  makePrivateFolder(paths.folder);
  if (existsSync(paths.destroyed))
    throw new KeysUnavailable('destroyed', paths.key, 'this day key was destroyed at the end of its retention');
  if (!existsSync(paths.key)) makeDayKey(roots[0], paths);
  return readDayKey(roots, paths);
}

function readDayKey(roots: SealingRoots, paths: DayPaths): Uint8Array {
  requirePrivateFolder(paths.folder);
  const [header, body] = readPrivateFile(paths.key).split('\n');
  const root = roots.find((candidate) => header === dayKeyHeader(candidate));
  const wrapped = Buffer.from(body ?? '', 'base64');
  const opened = root === undefined ? null : openBox(boxKey(root.secret), paths.associated, wrapped);
  if (opened?.ok) return opened.plaintext;
  const advice = 'the day key does not open with the sealing root; restore both from the same backup of keys';
  throw new KeysUnavailable('altered', paths.key, advice);
}

const dayKeyHeader = (root: KeyFile): string => `countersign-day-key/v1 root=${keyId(root.kind, root.secret)}`;

function dayKeyText(root: KeyFile, paths: DayPaths, dayKey: Uint8Array): string {
  const wrapped = sealBox(boxKey(root.secret), paths.associated, dayKey);
  return `${dayKeyHeader(root)}\n${Buffer.from(wrapped).toString('base64')}\n`;
}

function makeDayKey(root: KeyFile, paths: DayPaths): void {
  try {
    writePrivateFile(paths.key, dayKeyText(root, paths, random(32)));
  } catch (error) {
    // Another process of ours made it a moment ago: its key is the day's key.
    if (!(error instanceof KeysUnavailable && error.trouble === 'exists')) throw error;
  }
}

/**
 * The marker goes first: killed after it, the day counts as destroyed and the next call finishes. Copies that an interrupted write left
 * go too. LIMIT: overwriting reaches the disk's own copy only where file system and device write in place; the wrapping is the second lock.
 */
function destroyDayKey(paths: DayPaths): void {
  makePrivateFolder(paths.folder);
  if (!existsSync(paths.destroyed)) writePrivateFile(paths.destroyed, 'countersign-day-key/v1 destroyed\n');
  const key = basename(paths.key);
  for (const name of readdirSync(paths.folder)) {
    if (name === key || name.startsWith(`.${key}.`) || name.startsWith(`${key}.`)) erase(join(paths.folder, name));
  }
  syncFolder(paths.folder);
}

function erase(path: string): void {
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    writeSync(file, random(size), 0, size, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  unlinkSync(path);
}
