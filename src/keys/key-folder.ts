import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type KeyFile,
  type KeyKind,
  makePrivateFolder,
  readKeyFile,
  requirePrivateFolder,
  SECRET_BYTES,
  syncFolder,
  writeKeyFile,
} from './key-file.ts';
import { random } from './random.ts';
import { KeysUnavailable } from './unavailable.ts';

/** The custodian's kinds lie under DIR/keys, the second keyholder's under DIR/keyholder; each epoch is a file of its own. */
export const CUSTODIAN: readonly KeyKind[] = ['k1', 'pseudonym-1', 'log', 'receipt', 'sealing-root', 'accounting'];
export const KEYHOLDER: readonly KeyKind[] = ['k2', 'pseudonym-2', 'keyholder'];

export const keyPath = (folder: string, kind: KeyKind, epoch: number): string => join(folder, `${kind}.${epoch}.key`);

/** Public names of signing keys by kind. */
export type KeyNames = Partial<Record<KeyKind, string>>;

/** All the keys of a new folder or none: they are written beside it and the folder is renamed into place. */
export function createKeyFolder(folder: string, kinds: readonly KeyKind[], names: KeyNames, now: string): void {
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  makePrivateFolder(making);
  for (const kind of kinds) writeNewKey(making, kind, 1, names[kind] ?? '', now);
  renameSync(making, folder);
  syncFolder(dirname(folder));
}

/** A new random key; `now` is RFC 3339 UTC. Throws KeysUnavailable 'exists'. */
export function writeNewKey(folder: string, kind: KeyKind, epoch: number, name: string, now: string): void {
  const created = `${now.slice(0, 19)}Z`;
  const secret = random(SECRET_BYTES);
  writeKeyFile(keyPath(folder, kind, epoch), { kind, epoch, name, created, secret });
  secret.fill(0);
}

/** Epochs that a folder has a key of, oldest first. */
export function epochsIn(folder: string, kind: KeyKind): number[] {
  if (!existsSync(folder)) return [];
  requirePrivateFolder(folder);
  return readdirSync(folder)
    .flatMap((file) => {
      const [of, epoch = '', ending] = file.split('.');
      return of === kind && ending === 'key' && /^[1-9][0-9]{0,8}$/.test(epoch) ? [Number(epoch)] : [];
    })
    .sort((a, b) => a - b);
}

/** Throws KeysUnavailable 'missing' when there is none. */
export function newestIn(folder: string, kind: KeyKind): number {
  const epoch = epochsIn(folder, kind).at(-1);
  if (epoch !== undefined) return epoch;
  const advice = 'there is no such key; restore it, or run `countersign init`';
  throw new KeysUnavailable('missing', keyPath(folder, kind, 1), advice);
}

/** The key of an epoch, the newest unless told. Throws KeysUnavailable. */
export function openKey(folder: string, kind: KeyKind, epoch: number = newestIn(folder, kind)): KeyFile {
  const path = keyPath(folder, kind, epoch);
  const key = readKeyFile(path, kind);
  if (key.epoch === epoch) return key;
  throw new KeysUnavailable('wrong-epoch', path, `this file says it is epoch ${key.epoch}; put the right file back`);
}

/** The keys of all epochs, newest first. */
export function openAll(folder: string, kind: KeyKind): [KeyFile, ...KeyFile[]] {
  const older = epochsIn(folder, kind).slice(0, -1).reverse();
  return [openKey(folder, kind), ...older.map((epoch) => openKey(folder, kind, epoch))];
}
