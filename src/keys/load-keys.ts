import { custodianFolder, keyholderFolder } from './files.ts';
import { openKey } from './key-folder.ts';

/** The two secrets of an epoch, 32 bytes each, for loading a register on this machine. Whoever takes them wipes them. */
export interface LoadSecrets {
  first: Uint8Array;
  second: Uint8Array;
}

/** Throws KeysUnavailable where k2 is with a keyholder elsewhere. */
export function openLoadKeys(dir: string, epoch: number): LoadSecrets {
  return {
    first: openKey(custodianFolder(dir), 'k1', epoch).secret,
    second: openKey(keyholderFolder(dir), 'k2', epoch).secret,
  };
}
