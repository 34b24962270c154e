import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { random } from './random.ts';
import { sha256 } from './sha256.ts';
import { KeysUnavailable } from './unavailable.ts';

/** What a key file is for; the file says so itself, so that one file cannot stand in for another. */
export type KeyKind =
  | 'k1' // fingerprints, the custodian's half
  | 'k2' // fingerprints, the second keyholder's half
  | 'pseudonym-1' // pseudonyms, the custodian's half
  | 'pseudonym-2' // pseudonyms, the second keyholder's half
  | 'keyholder' // Ed25519 seed: signs tick statements
  | 'log' // Ed25519 seed: signs checkpoints
  | 'receipt' // Ed25519 seed
  | 'witness' // Ed25519 seed: cosigns checkpoints of other logs
  | 'sealing-root' // wraps the day keys
  | 'accounting'; // seals what the accounting of disclosures needs

/** A secret of 32 bytes with what its file says of it. `name` is the public name of a signing key, '' for the others. */
export interface KeyFile {
  kind: KeyKind;
  epoch: number;
  name: string;
  /** UTC, RFC 3339, whole seconds. */
  created: string;
  secret: Uint8Array;
}

export const SECRET_BYTES = 32;
const LARGEST_FILE = 4096;
const HEADER =
  /^countersign-key\/v1 kind=([a-z0-9-]{1,20}) epoch=([0-9]{1,9}) name=([!-~]{0,200}) created=([0-9TZ:-]{20}) id=([0-9a-f]{16})$/;

/** Eight bytes in hex that name a secret without telling it; shown by `keys status` and stored beside what was made with the key. */
export function keyId(kind: KeyKind, secret: Uint8Array): string {
  const label = new TextEncoder().encode(`countersign-key-id/v1\n${kind}\n`);
  return Buffer.from(sha256(Buffer.concat([label, secret]))).toString('hex', 0, 8);
}

/** The two lines of a key file: what it is, and the secret in base64. */
export function keyFileText(key: KeyFile): string {
  const { kind, epoch, name, created, secret } = key;
  const header = `countersign-key/v1 kind=${kind} epoch=${epoch} name=${name} created=${created} id=${keyId(kind, secret)}`;
  if (secret.length !== SECRET_BYTES || !HEADER.test(header)) throw new RangeError('not a key that can be written');
  return `${header}\n${Buffer.from(secret).toString('base64')}\n`;
}

/** Reads a key file's text strictly. Throws KeysUnavailable naming `path`; the text itself is never quoted. */
export function parseKeyFile(path: string, text: string, kind: KeyKind): KeyFile {
  const [first, body, end, ...more] = text.split('\n');
  const header = HEADER.exec(first ?? '');
  if (header === null || body === undefined || end !== '' || more.length > 0) {
    throw new KeysUnavailable(
      'not-a-key',
      path,
      'this is not a Countersign key file; put the right file back or restore it',
    );
  }
  const [, found, epoch, name, created, id] = header as unknown as [string, string, string, string, string, string];
  if (found !== kind) {
    throw new KeysUnavailable('wrong-kind', path, `this file holds a key of kind ${found}, and ${kind} is needed here`);
  }
  const secret = new Uint8Array(Buffer.from(body, 'base64'));
  if (secret.length !== SECRET_BYTES || Buffer.from(secret).toString('base64') !== body || keyId(kind, secret) !== id) {
    throw new KeysUnavailable(
      'altered',
      path,
      'the key is damaged (wrong length or it does not fit its id); restore the file',
    );
  }
  return { kind, epoch: Number(epoch), name, created, secret };
}

/** Reads a key file after checking that only its owner can. Throws KeysUnavailable. */
export function readKeyFile(path: string, kind: KeyKind): KeyFile {
  requirePrivateFolder(dirname(path));
  return parseKeyFile(path, readPrivateFile(path), kind);
}

/** The text of a file that is regular, small, ours and closed to everyone else. Throws KeysUnavailable. */
export function readPrivateFile(path: string): string {
  const file = openPrivate(path);
  try {
    const facts = fstatSync(file);
    if (!facts.isFile() || facts.size > LARGEST_FILE) {
      throw new KeysUnavailable(
        'not-a-key',
        path,
        'this is not a Countersign key file; put the right file back or restore it',
      );
    }
    requireOwnerOnly(path, facts, '0600');
    return readFileSync(file, 'latin1');
  } finally {
    closeSync(file);
  }
}

function openPrivate(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new KeysUnavailable('missing', path, 'there is no such key file; restore it, or run `countersign init`');
    if (code === 'ELOOP')
      throw new KeysUnavailable('not-a-key', path, 'a key file may not be a symbolic link; put the file itself here');
    throw new KeysUnavailable(
      'owner',
      path,
      `the file cannot be opened (${code ?? 'unknown'}); run as the user who owns it`,
    );
  }
}

function requireOwnerOnly(path: string, facts: { mode: number; uid: number }, wanted: '0600' | '0700'): void {
  if (facts.uid !== process.geteuid?.()) {
    throw new KeysUnavailable(
      'owner',
      path,
      `it belongs to uid ${facts.uid} and this process is uid ${process.geteuid?.()}; run as its owner`,
    );
  }
  if ((facts.mode & 0o077) !== 0) {
    const mode = (facts.mode & 0o777).toString(8).padStart(4, '0');
    throw new KeysUnavailable('mode', path, `others can reach it (mode ${mode}); run: chmod ${wanted} '${path}'`);
  }
}

/** Throws KeysUnavailable unless `folder` is ours alone. */
export function requirePrivateFolder(folder: string): void {
  let facts: { mode: number; uid: number };
  try {
    facts = lstatSync(folder);
  } catch {
    throw new KeysUnavailable('missing', folder, 'there is no such key folder; restore it, or run `countersign init`');
  }
  requireOwnerOnly(folder, facts, '0700');
}

/** Makes `folder` with mode 0700 if it is not there, and its parents with the usual mode. One that is there is left as it is. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Writes a new key file of mode 0600. Throws KeysUnavailable 'exists' rather than replace one. */
export function writeKeyFile(path: string, key: KeyFile): void {
  writePrivateFile(path, keyFileText(key));
}

/**
 * Creates a file of mode 0600 that is either whole or not there: temporary file, fsync, link under the final name, fsync of the folder.
 * WHY link and not rename: rename would replace a key silently, and a replaced key cannot be brought back.
 */
export function writePrivateFile(path: string, text: string): void {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${Buffer.from(random(6)).toString('hex')}`);
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeSync(file, text, null, 'latin1');
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new KeysUnavailable(
      'exists',
      path,
      'there is a key here already and it is never replaced; move it away first',
    );
  } finally {
    removeIfThere(temporary);
  }
  syncFolder(folder);
}

/** As `writePrivateFile`, in place of what is there: the old text or the new one, whole, whenever it is interrupted. */
export function replacePrivateFile(path: string, text: string): void {
  const temporary = `${path}.${Buffer.from(random(6)).toString('hex')}`;
  writePrivateFile(temporary, text);
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** Makes the names in a folder durable. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
