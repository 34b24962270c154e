import type { KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  type KeyFile,
  makePrivateFolder,
  readPrivateFile,
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
  /** Destroys the day's key and leaves a marker. Destroying twice is no error. Legal floors and holds are the caller's to check, before. */
  destroy(agreement: string, day: string): void;
}

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Sealing over `folder` (made if missing), its data keys wrapped by `root`. */
export function createSealing(folder: string, root: KeyFile): Sealing {
  makePrivateFolder(folder);
  const wrapping = boxKey(root.secret);
  const loaded = new Map<string, KeyObject>();
  const load = (agreement: string, day: string): KeyObject => {
    const paths = dayPaths(folder, agreement, day);
    const kept = loaded.get(paths.key);
    if (kept !== undefined) return kept;
    const key = boxKey(readOrMakeDayKey(wrapping, paths));
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
    destroy(agreement, day) {
      const paths = dayPaths(folder, agreement, day);
      loaded.delete(paths.key);
      destroyDayKey(paths);
    },
  };
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

function readOrMakeDayKey(wrapping: KeyObject, paths: DayPaths): Uint8Array {
  makePrivateFolder(paths.folder);
  if (existsSync(paths.destroyed))
    throw new KeysUnavailable('destroyed', paths.key, 'this day key was destroyed at the end of its retention');
  if (!existsSync(paths.key)) makeDayKey(wrapping, paths);
  requirePrivateFolder(paths.folder);
  const [header, body] = readPrivateFile(paths.key).split('\n');
  const opened = openBox(wrapping, paths.associated, Buffer.from(body ?? '', 'base64'));
  if (header !== 'countersign-day-key/v1' || !opened.ok) {
    throw new KeysUnavailable(
      'altered',
      paths.key,
      'the day key does not open with the sealing root; restore both from the same backup of keys',
    );
  }
  return opened.plaintext;
}

function makeDayKey(wrapping: KeyObject, paths: DayPaths): void {
  const wrapped = sealBox(wrapping, paths.associated, random(32));
  try {
    writePrivateFile(paths.key, `countersign-day-key/v1\n${Buffer.from(wrapped).toString('base64')}\n`);
  } catch (error) {
    // Another process of ours made it a moment ago: its key is the day's key.
    if (!(error instanceof KeysUnavailable && error.trouble === 'exists')) throw error;
  }
}

/** LIMIT: overwriting reaches the disk's own copy only where the file system and device write in place; the wrapping is the second lock. */
function destroyDayKey(paths: DayPaths): void {
  makePrivateFolder(paths.folder);
  if (!existsSync(paths.destroyed)) writePrivateFile(paths.destroyed, 'countersign-day-key/v1 destroyed\n');
  if (!existsSync(paths.key)) return;
  const file = openSync(paths.key, 'r+');
  try {
    writeSync(file, random(SEALED_FILE_BYTES), 0, SEALED_FILE_BYTES, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  unlinkSync(paths.key);
  syncFolder(paths.folder);
}

const SEALED_FILE_BYTES = 512;
