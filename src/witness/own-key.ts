/** A witness's own key: one file in its folder, mode 0600, made once and used for nothing else (C2SP tlog-cosignature). */
import { join } from 'node:path';
import { makePrivateFolder, readKeyFile, SECRET_BYTES, writeKeyFile } from '../keys/key-file.ts';
import { random } from '../keys/random.ts';
import { sha256 } from '../keys/sha256.ts';
import { noteSigner } from '../keys/signing.ts';
import { COSIGNATURE_ED25519, makeVerifierKey } from '../log/verifier-key.ts';
import type { Cosigner } from './cosign.ts';

const keyPath = (folder: string): string => join(folder, 'witness.key');

/** Makes the folder and a new key named `name`. Throws KeysUnavailable where there is one already, RangeError on a bad name. */
export function createWitnessKey(folder: string, name: string, now: Date): Cosigner {
  const secret = random(SECRET_BYTES);
  const cosigner = cosignerOf(name, secret);
  makePrivateFolder(folder);
  const created = `${now.toISOString().slice(0, 19)}Z`;
  writeKeyFile(keyPath(folder), { kind: 'witness', epoch: 1, name, created, secret });
  return cosigner;
}

/** The key of the witness in `folder`. Throws KeysUnavailable. */
export function openWitnessKey(folder: string): Cosigner {
  const { name, secret } = readKeyFile(keyPath(folder), 'witness');
  return cosignerOf(name, secret);
}

function cosignerOf(name: string, secret: Uint8Array): Cosigner {
  const signer = noteSigner(name, secret);
  return { key: makeVerifierKey(sha256, name, COSIGNATURE_ED25519, signer.publicKey), sign: signer.signNote };
}
