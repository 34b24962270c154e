/** Hashing of the log's tree: RFC 6962 section 2.1 with SHA-256. */

/** SHA-256 of some bytes: 32 bytes. Passed in, since pure rooms hold no cryptography; must not keep `data`. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/** Whether `signature` (64 bytes) is an Ed25519 signature of `message` by `publicKey` (32 bytes), RFC 8032. */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

export interface Verifiers {
  sha256: Sha256;
  verifyEd25519: VerifyEd25519;
}

export const HASH_SIZE = 32;

/** MTH({}) = SHA-256(""). */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** SHA-256(0x00 || leaf). */
export function leafHash(sha256: Sha256, leaf: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + leaf.length);
  input.set(leaf, 1);
  return sha256(input);
}

/** SHA-256(0x01 || left || right). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + 2 * HASH_SIZE);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + HASH_SIZE);
  return sha256(input);
}

/** The root of a perfect tree over `hashes`: n * 32 bytes, n a power of two, at least 1. */
export function perfectRoot(sha256: Sha256, hashes: Uint8Array): Uint8Array {
  // WHY not slice: that of Node's Buffer, which files and databases give, shares memory and the tile would be overwritten.
  const row = new Uint8Array(hashes);
  const input = new Uint8Array(1 + 2 * HASH_SIZE);
  input[0] = 1;
  for (let width = hashes.length; width > HASH_SIZE; width /= 2) {
    for (let at = 0; at < width; at += 2 * HASH_SIZE) {
      input.set(row.subarray(at, at + 2 * HASH_SIZE), 1);
      row.set(sha256(input), at / 2);
    }
  }
  return row.slice(0, HASH_SIZE);
}
