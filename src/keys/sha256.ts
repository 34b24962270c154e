import { createHash, createPublicKey, hash, type KeyObject, verify } from 'node:crypto';

/**
 * SHA-256 (FIPS 180-4) of `data`, 32 bytes. What the pure rooms are given as their `Sha256` argument.
 * WHY: the one-shot `crypto.hash` is about twice as fast as createHash for the log's short nodes.
 */
export function sha256(data: Uint8Array): Uint8Array {
  const digest = hash('sha256', data, 'buffer');
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}

/** Ed25519 (RFC 8032) over `message`: public key 32 bytes raw, signature 64 bytes. Total: anything malformed is false. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const key = importedKey('ed25519', publicKey);
  return key !== null && verify(null, message, key, signature);
}

/**
 * ECDSA with P-256 and SHA-256 (ES256, RFC 7518 section 3.4): public key 65 bytes raw uncompressed (0x04, x, y), signature 64 bytes (r, s).
 * Total: anything malformed is false.
 */
export function verifyP256(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const key = importedKey('p256', publicKey);
  return key !== null && verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

type Curve = 'ed25519' | 'p256';

/** SubjectPublicKeyInfo headers (RFC 8410, RFC 5480) in front of the raw public key. */
const SPKI: Record<Curve, { header: string; bytes: number }> = {
  ed25519: { header: '302a300506032b6570032100', bytes: 32 },
  p256: { header: '3059301306072a8648ce3d020106082a8648ce3d030107034200', bytes: 65 },
};

/** Importing a key costs as much as checking with it, and the same few hundred keys sign everything. */
const KEPT = 1024;
const imported = new Map<string, KeyObject | null>();

function importedKey(curve: Curve, raw: Uint8Array): KeyObject | null {
  const { header, bytes } = SPKI[curve];
  if (raw.length !== bytes) return null;
  const body = Buffer.from(raw).toString('latin1');
  const kept = imported.get(body);
  if (kept !== undefined) return kept;
  const key = importKey(Buffer.concat([Buffer.from(header, 'hex'), raw]));
  if (imported.size >= KEPT) imported.clear();
  imported.set(body, key);
  return key;
}

function importKey(spki: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** SHA-256 of what comes piece by piece. */
export interface Sha256Stream {
  update(piece: Uint8Array): void;
  /** 32 bytes; once. */
  end(): Uint8Array;
}

export function sha256Stream(): Sha256Stream {
  const digest = createHash('sha256');
  return { update: (piece) => void digest.update(piece), end: () => new Uint8Array(digest.digest()) };
}
