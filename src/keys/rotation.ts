import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { custodianFolder, keyholderFolder } from './files.ts';
import type { KeyKind } from './key-file.ts';
import { epochsIn, openAll, openKey, writeNewKey } from './key-folder.ts';
import { rewrapDayKeys } from './sealing.ts';

/**
 * What can be rotated. `pair`: k1 and k2; the register is then loaded again, and the old one answers under its own epoch until then.
 * `pseudonyms`: both halves; old usage counts under the old epoch (`pairsAt`) until its windows have passed. `sealing-root`: the day keys
 * are wrapped anew at once, what they sealed stays as it is. `accounting`: old entries still open with the old key.
 * `log`, `receipt`, `keyholder`: a new signing key under the same name; publish it, and keep the old public key for old signatures.
 */
export const ROTATABLE = ['pair', 'pseudonyms', 'log', 'receipt', 'keyholder', 'sealing-root', 'accounting'] as const;
export type Rotatable = (typeof ROTATABLE)[number];

/** A key made by a rotation, for the log entry about it. */
export interface Rotated {
  kind: KeyKind;
  epoch: number;
}

const CUSTODIANS: Record<Rotatable, readonly KeyKind[]> = {
  pair: ['k1'],
  pseudonyms: ['pseudonym-1'],
  log: ['log'],
  receipt: ['receipt'],
  keyholder: [],
  'sealing-root': ['sealing-root'],
  accounting: ['accounting'],
};
const KEYHOLDERS: Partial<Record<Rotatable, readonly KeyKind[]>> = {
  pair: ['k2'],
  pseudonyms: ['pseudonym-2'],
  keyholder: ['keyholder'],
};

/**
 * Makes the next epoch in a data folder, the second keyholder's half too where it lies beside. Old epochs stay. Running processes use
 * the new keys after a restart. Throws KeysUnavailable. `now` is RFC 3339 UTC.
 */
export function rotateKeys(dir: string, what: Rotatable, now: string): Rotated[] {
  const beside = existsSync(keyholderFolder(dir)) ? rotateKeyholder(keyholderFolder(dir), what, now) : [];
  const ours = CUSTODIANS[what].map((kind) => nextEpoch(custodianFolder(dir), kind, now));
  if (what === 'sealing-root') rewrapDayKeys(join(dir, 'sealing'), openAll(custodianFolder(dir), 'sealing-root'));
  return [...beside, ...ours];
}

/** The second keyholder's own rotation, in its folder: `pair`, `pseudonyms` and `keyholder` have a half there. */
export function rotateKeyholder(folder: string, what: Rotatable, now: string): Rotated[] {
  return (KEYHOLDERS[what] ?? []).map((kind) => nextEpoch(folder, kind, now));
}

function nextEpoch(folder: string, kind: KeyKind, now: string): Rotated {
  const { name } = openKey(folder, kind);
  const epoch = (epochsIn(folder, kind).at(-1) ?? 0) + 1;
  writeNewKey(folder, kind, epoch, name, now);
  return { kind, epoch };
}
