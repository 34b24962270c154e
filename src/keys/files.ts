import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { localAllowance } from './ceilings.ts';
import { type KeyFile, type KeyKind, keyId } from './key-file.ts';
import { CUSTODIAN, createKeyFolder, epochsIn, KEYHOLDER, keyPath, newestIn, openAll, openKey } from './key-folder.ts';
import { type KeyholderConnection, remotePairKeys } from './keyholder-client.ts';
import { createPairEvaluator, type FirstSecrets, localPairKeys, type PairEvaluator, type PairKeys } from './keyring.ts';
import { random } from './random.ts';
import { nextRun } from './run-number.ts';
import { boxKey, type Opened, openBox, sealBox } from './sealed-box.ts';
import { createSealing, type Sealing } from './sealing.ts';
import { type SecondHalf, secondHalf } from './second-half.ts';
import { type NoteSigner, noteSigner } from './signing.ts';
import { KeysUnavailable } from './unavailable.ts';

export const custodianFolder = (dir: string): string => join(dir, 'keys');
export const keyholderFolder = (dir: string): string => join(dir, 'keyholder');

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
  /** Fingerprints and pseudonyms of the newest epoch. */
  pairs: PairKeys;
  /** As `pairs`, under older keys: while a register loaded under them still answers, or usage counted under them still counts. */
  pairsAt(epoch: number, pseudonymEpoch?: number): PairKeys;
  /** Synchronous evaluation for loading a register, one per worker thread. Throws KeysUnavailable where k2 is not on this machine. */
  pairEvaluator(epoch: number): PairEvaluator;
  /** Who signs the ticks, for checking attestations. */
  keyholder: { name: string; publicKey: Uint8Array };
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
    const advice = 'there are keys here already and they are never replaced; move them away first';
    throw new KeysUnavailable('exists', custodianFolder(dir), advice);
  }
  // A keyholder folder without the custodian's is whole: an earlier start was killed between the two.
  if (!existsSync(keyholderFolder(dir)))
    createKeyholderKeys(keyholderFolder(dir), { ...creation, origin: `${origin}/keyholder` });
  createKeyFolder(custodianFolder(dir), CUSTODIAN, { log: origin, receipt: `${origin}/receipt` }, creation.now);
  return keyStatus(dir);
}

/** Creates the second keyholder's keys in a folder of their own; `origin` becomes the keyholder's name. */
export function createKeyholderKeys(folder: string, creation: KeyCreation): void {
  createKeyFolder(folder, KEYHOLDER, { keyholder: creation.origin }, creation.now);
}

/** A second keyholder in a process of its own, as agreed: where it is, its name and public key. */
export type SecondKeyholder = Omit<KeyholderConnection, 'first'>;

/**
 * Opens the custodian's keys. The second half comes from the folder beside them, or from `second`, and then no k2 is needed here.
 * Throws KeysUnavailable.
 */
export function openKeys(dir: string, second: SecondKeyholder | null = null): Keys {
  const folder = custodianFolder(dir);
  const [log, receipt] = [openKey(folder, 'log'), openKey(folder, 'receipt')];
  const allow = localAllowance(keyholderFolder(dir), Date.now);
  const pairsAt: Keys['pairsAt'] = (epoch, pseudonymEpoch = newestIn(folder, 'pseudonym-1')) => {
    const first = openFirstSecrets(dir, epoch, pseudonymEpoch);
    return second === null
      ? localPairKeys(first, openSecondHalf(keyholderFolder(dir), epoch, pseudonymEpoch), allow)
      : remotePairKeys({ ...second, first });
  };
  return {
    pairs: pairsAt(newestIn(folder, 'k1')),
    pairsAt,
    pairEvaluator: (epoch) =>
      createPairEvaluator(openKey(folder, 'k1', epoch).secret, openKey(keyholderFolder(dir), 'k2', epoch).secret),
    keyholder: second?.keyholder ?? openSigner(openKey(keyholderFolder(dir), 'keyholder')),
    log: openSigner(log),
    receipt: openSigner(receipt),
    sealing: createSealing(join(dir, 'sealing'), openAll(folder, 'sealing-root')),
    accounting: accountingSeal(openAll(folder, 'accounting')),
  };
}

const openSigner = (key: KeyFile): NoteSigner => noteSigner(key.name, key.secret);

/** The custodian's half of the pair keys, of the newest epochs unless told. Throws KeysUnavailable. */
export function openFirstSecrets(dir: string, epoch?: number, pseudonymEpoch?: number): FirstSecrets {
  const folder = custodianFolder(dir);
  const [k1, pseudonym1] = [openKey(folder, 'k1', epoch), openKey(folder, 'pseudonym-1', pseudonymEpoch)];
  return { epoch: k1.epoch, pseudonymEpoch: pseudonym1.epoch, k1: k1.secret, pseudonym1: pseudonym1.secret };
}

/** The second keyholder's half from its own folder. Throws KeysUnavailable. */
export function openSecondHalf(folder: string, epoch: number, pseudonymEpoch: number): SecondHalf {
  return secondHalf({
    epoch,
    k2: openKey(folder, 'k2', epoch).secret,
    pseudonym2: openKey(folder, 'pseudonym-2', pseudonymEpoch).secret,
    signer: openSigner(openKey(folder, 'keyholder')),
    run: () => nextRun(folder),
  });
}

/** Seals with the newest key and opens with any: the key file's id is not in the sealed value, so they are tried in turn. */
function accountingSeal(files: readonly [KeyFile, ...KeyFile[]]): AccountingSeal {
  const keys = files.map((file) => boxKey(file.secret));
  const newest = boxKey(files[0].secret);
  const associated = (place: string): Uint8Array => new TextEncoder().encode(`countersign-accounting/v1\n${place}`);
  return {
    seal: (place, plaintext) => sealBox(newest, associated(place), plaintext),
    open(place, sealed) {
      for (const key of keys) {
        const opened = openBox(key, associated(place), sealed);
        if (opened.ok) return opened;
      }
      return { ok: false, why: 'altered' };
    },
  };
}

/** What keys there are, oldest epoch first, without showing any. Those of a keyholder elsewhere are not among them. */
export function keyStatus(dir: string): KeyStatus[] {
  return [
    ...CUSTODIAN.flatMap((kind) => statusOf(custodianFolder(dir), kind)),
    ...KEYHOLDER.flatMap((kind) => statusOf(keyholderFolder(dir), kind)),
  ];
}

function statusOf(folder: string, kind: KeyKind): KeyStatus[] {
  return epochsIn(folder, kind).map((epoch) => {
    const { name, created, secret } = openKey(folder, kind, epoch);
    return { kind, epoch, name, created, id: keyId(kind, secret), path: keyPath(folder, kind, epoch) };
  });
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
