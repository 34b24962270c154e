import { join } from 'node:path';
import { makePrivateFolder, readPrivateFile, requirePrivateFolder, writePrivateFile } from './key-file.ts';
import { type Algorithm, generateOwnerKey, importPrivateKey, type OwnerKey, publicPem } from './signing.ts';
import { KeysUnavailable } from './unavailable.ts';

/** Where demo keys lie: DIR/demo, one `<id>.pem` (private, 0600) and one `<id>.pub.pem` for each owner. */
export const demoFolder = (dir: string): string => join(dir, 'demo');

const ID = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/;

/**
 * Makes signing keys for the officers and requesters of the demo. WHY apart: in earnest a requester's or officer's private key never
 * comes near the gateway; only `init --demo` makes this folder, and nothing else reads it. Keys that are there already stay.
 */
export function createDemoKeys(dir: string, owners: readonly string[], algorithm: Algorithm): OwnerKey[] {
  makePrivateFolder(demoFolder(dir));
  for (const owner of owners) {
    const key = generateOwnerKey(owner, algorithm);
    try {
      writePrivateFile(privatePath(dir, owner), key.privatePem());
      writePrivateFile(join(demoFolder(dir), `${owner}.pub.pem`), publicPem(key));
    } catch (error) {
      if (!(error instanceof KeysUnavailable && error.trouble === 'exists')) throw error;
    }
  }
  return owners.map((owner) => openDemoKey(dir, owner));
}

/** Throws KeysUnavailable when there is no such key, or others can reach it. */
export function openDemoKey(dir: string, owner: string): OwnerKey {
  requirePrivateFolder(demoFolder(dir));
  return openOwnerKey(privatePath(dir, owner), owner);
}

/** A signing key from a PEM file that only its owner can reach. Throws KeysUnavailable. */
export function openOwnerKey(path: string, owner: string): OwnerKey {
  const read = importPrivateKey(owner, readPrivateFile(path));
  if (!read.ok) throw new KeysUnavailable('not-a-key', path, read.problem);
  return read.key;
}

function privatePath(dir: string, owner: string): string {
  if (!ID.test(owner)) throw new RangeError('an owner id holds letters, digits and . _ @ - only');
  return join(demoFolder(dir), `${owner}.pem`);
}
