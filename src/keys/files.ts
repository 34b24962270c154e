import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type KeyFile,
  type KeyKind,
  keyId,
  makePrivateFolder,
  readKeyFile,
  requirePrivateFolder,
  SECRET_BYTES,
  syncFolder,
  writeKeyFile,
} from './key-file.ts';
import { createPairEvaluator, type FirstSecrets, localPairKeys, type PairEvaluator, type PairKeys } from './keyring.ts';
import { random } from './random.ts';
import { nextRun } from './run-number.ts';
import { boxKey, type Opened, openBox, sealBox } from './sealed-box.ts';
import { createSealing, type Sealing } from './sealing.ts';
import { type SecondHalf, secondHalf } from './second-half.ts';
import { type NoteSigner, noteSigner } from './signing.ts';
import { KeysUnavailable } from './unavailable.ts';

/** The custodian's kinds lie under DIR/keys, the second keyholder's under DIR/keyholder; each epoch is a file of its own. */
const CUSTODIAN: readonly KeyKind[] = ['k1', 'pseudonym-1', 'log', 'receipt', 'sealing-root', 'accounting'];
const KEYHOLDER: readonly KeyKind[] = ['k2', 'pseudonym-2', 'keyholder'];

export const custodianFolder = (dir: string): string => join(dir, 'keys');
export const keyholderFolder = (dir: string): string => join(dir, 'keyholder');

/** Kinds with commands to rotate them. */
export type RotatableKind = Exclude<KeyKind, 'sealing-day' | 'demo'>;

/** What may be shown of a key. */
export interface KeyStatus {
  kind: KeyKind;
  epoch: number;
  name: string;
  created: string;
  id: string;
  path: string;
}

/** Everything the custodian's processes use, opened once at start. */
export interface Keys {
  /** Fingerprints and pseudonyms of the newest epoch, both halves in this process. */
  pairs: PairKeys;
  /** As `pairs`, under an older epoch of k1 and k2, while a register loaded under it still answers. Throws KeysUnavailable. */
  pairsAt(epoch: number): PairKeys;
  /** Synchronous evaluation for loading a register; one per worker thread. */
  pairEvaluator(epoch: number): PairEvaluator;
  /** Signs checkpoints; its name is the log's origin. */
  log: NoteSigner;
  receipt: NoteSigner;
  sealing: Sealing;
  /** Seals what the accounting of disclosures needs, under its own longer-lived key. */
  accounting: AccountingSeal;
}

export interface AccountingSeal {
  /** `place` binds the value to its row, e.g. its log index. */
  seal(place: string, plaintext: Uint8Array): Uint8Array;
  open(place: string, sealed: Uint8Array): Opened;
}

/** Where `createKeys` takes its facts from. `now` is RFC 3339 UTC; `origin` the log's name, made up when ''. */
export interface KeyCreation {
  now: string;
  origin: string;
}

/** Creates every key of a new data folder, both halves. Throws KeysUnavailable 'exists' if the custodian's are there already. */
export function createKeys(dir: string, creation: KeyCreation): KeyStatus[] {
  const origin = creation.origin === '' ? `countersign.example/log/${hex(random(4))}` : creation.origin;
  if (existsSync(custodianFolder(dir))) {
    throw new KeysUnavailable(
      'exists',
      custodianFolder(dir),
      'there are keys here already and they are never replaced; move them away first',
    );
  }
  // A keyholder folder without the custodian's is whole: an earlier start was killed between the two.
  if (!existsSync(keyholderFolder(dir)))
    createKeyholderKeys(keyholderFolder(dir), { ...creation, origin: `${origin}/keyholder` });
  const names: Partial<Record<KeyKind, string>> = { log: origin, receipt: `${origin}/receipt` };
  createFolder(custodianFolder(dir), CUSTODIAN, names, creation.now);
  return keyStatus(dir);
}

/** Creates the second keyholder's keys in a folder of their own; `origin` becomes the keyholder's name. */
export function createKeyholderKeys(folder: string, creation: KeyCreation): void {
  createFolder(folder, KEYHOLDER, { keyholder: creation.origin }, creation.now);
}

/** All the keys of a folder or none: they are written beside it and the folder is renamed into place. */
function createFolder(
  folder: string,
  kinds: readonly KeyKind[],
  names: Partial<Record<KeyKind, string>>,
  now: string,
): void {
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  makePrivateFolder(making);
  for (const kind of kinds) writeNew(join(making, `${kind}.1.key`), kind, 1, names[kind] ?? '', now);
  renameSync(making, folder);
  syncFolder(dirname(folder));
}

/** Opens the custodian's keys and, from the folder beside them, the second keyholder's. Throws KeysUnavailable. */
export function openKeys(dir: string): Keys {
  const newest = (kind: KeyKind): KeyFile => readKeyFile(pathOf(dir, kind, newestEpoch(dir, kind)), kind);
  const [log, receipt] = [newest('log'), newest('receipt')];
  return {
    pairs: openPairs(dir, newestEpoch(dir, 'k1')),
    pairsAt: (epoch) => openPairs(dir, epoch),
    pairEvaluator: (epoch) => createPairEvaluator(secretOf(dir, 'k1', epoch), secretOf(dir, 'k2', epoch)),
    log: noteSigner(log.name, log.secret),
    receipt: noteSigner(receipt.name, receipt.secret),
    sealing: createSealing(join(dir, 'sealing'), newest('sealing-root')),
    accounting: accountingSeal(newest('accounting')),
  };
}

function openPairs(dir: string, epoch: number): PairKeys {
  const first = openFirstSecrets(dir, epoch);
  return localPairKeys(first, openSecondHalf(keyholderFolder(dir), epoch, first.pseudonymEpoch));
}

/** The custodian's half of the pair keys, of the newest epoch unless told, for `remotePairKeys`. Throws KeysUnavailable. */
export function openFirstSecrets(dir: string, epoch: number = newestEpoch(dir, 'k1')): FirstSecrets {
  const pseudonymEpoch = newestEpoch(dir, 'pseudonym-1');
  return {
    epoch,
    pseudonymEpoch,
    k1: secretOf(dir, 'k1', epoch),
    pseudonym1: secretOf(dir, 'pseudonym-1', pseudonymEpoch),
  };
}

/** The second keyholder's half from its own folder. Throws KeysUnavailable. */
export function openSecondHalf(folder: string, epoch: number, pseudonymEpoch: number): SecondHalf {
  const read = (kind: KeyKind, of: number): KeyFile => readKeyFile(join(folder, `${kind}.${of}.key`), kind);
  const { name, secret } = read('keyholder', newestIn(folder, 'keyholder'));
  return secondHalf({
    epoch,
    k2: read('k2', epoch).secret,
    pseudonym2: read('pseudonym-2', pseudonymEpoch).secret,
    signer: noteSigner(name, secret),
    run: () => nextRun(folder),
  });
}

function accountingSeal(file: KeyFile): AccountingSeal {
  const key = boxKey(file.secret);
  const associated = (place: string): Uint8Array => new TextEncoder().encode(`countersign-accounting/v1\n${place}`);
  return {
    seal: (place, plaintext) => sealBox(key, associated(place), plaintext),
    open: (place, sealed) => openBox(key, associated(place), sealed),
  };
}

/** What keys there are, oldest epoch first, without showing any. */
export function keyStatus(dir: string): KeyStatus[] {
  return [...CUSTODIAN, ...KEYHOLDER].flatMap((kind) =>
    epochsOf(dir, kind).map((epoch) => {
      const path = pathOf(dir, kind, epoch);
      const { name, created, secret } = readKeyFile(path, kind);
      return { kind, epoch, name, created, id: keyId(kind, secret), path };
    }),
  );
}

function writeNew(path: string, kind: KeyKind, epoch: number, name: string, now: string): void {
  const created = `${now.slice(0, 19)}Z`;
  const secret = random(SECRET_BYTES);
  writeKeyFile(path, { kind, epoch, name, created, secret });
  secret.fill(0);
}

function secretOf(dir: string, kind: KeyKind, epoch: number): Uint8Array {
  return readKeyFile(pathOf(dir, kind, epoch), kind).secret;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const folderOf = (dir: string, kind: KeyKind): string =>
  KEYHOLDER.includes(kind) ? keyholderFolder(dir) : custodianFolder(dir);
const pathOf = (dir: string, kind: KeyKind, epoch: number): string => join(folderOf(dir, kind), `${kind}.${epoch}.key`);

const epochsOf = (dir: string, kind: KeyKind): number[] => epochsIn(folderOf(dir, kind), kind);
const newestEpoch = (dir: string, kind: KeyKind): number => newestIn(folderOf(dir, kind), kind);

/** Epochs that a folder has a key of, oldest first. */
export function epochsIn(folder: string, kind: KeyKind): number[] {
  if (!existsSync(folder)) return [];
  requirePrivateFolder(folder);
  return readdirSync(folder)
    .map((file) => new RegExp(`^${kind}\\.([1-9][0-9]{0,8})\\.key$`).exec(file)?.[1])
    .flatMap((epoch) => (epoch === undefined ? [] : [Number(epoch)]))
    .sort((a, b) => a - b);
}

/** Throws KeysUnavailable 'missing' when there is none. */
export function newestIn(folder: string, kind: KeyKind): number {
  const epoch = epochsIn(folder, kind).at(-1);
  if (epoch !== undefined) return epoch;
  const path = join(folder, `${kind}.1.key`);
  throw new KeysUnavailable('missing', path, 'there is no such key; restore it, or run `countersign init`');
}
