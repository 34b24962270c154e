import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';
import { sha256, verifyEd25519, verifyP256 } from './sha256.ts';

/** EdDSA is Ed25519; ES256 is ECDSA with P-256 and SHA-256 (RFC 7518, RFC 8037). One key has one algorithm, for ever. */
export type Algorithm = 'EdDSA' | 'ES256';

/** Signs note texts (C2SP signed-note): the log's checkpoints, cosignatures, tick statements. */
export interface NoteSigner {
  /** The key's name: for a log its origin, a schemeless URL without spaces or `+`. */
  name: string;
  /** Ed25519, 32 bytes raw. */
  publicKey: Uint8Array;
  /** 64 bytes over `message` as given: the note's text with its last newline. */
  signNote(message: Uint8Array): Uint8Array;
}

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A note signer from a 32-byte Ed25519 seed (RFC 8032), as key files hold it. */
export function noteSigner(name: string, seed: Uint8Array): NoteSigner {
  const der = Buffer.concat([PKCS8_ED25519, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return {
    name,
    publicKey: rawPublicKey(createPublicKey(key)),
    signNote: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** The public half of a requester's or officer's key, with whose it is. */
export interface PublicKey {
  owner: string;
  /** JWK thumbprint (RFC 7638), base64url of SHA-256: the key's name in signatures. */
  kid: string;
  algorithm: Algorithm;
  /** Ed25519: 32 bytes. P-256: 65 bytes, uncompressed. */
  raw: Uint8Array;
}

/** A requester's or officer's own signing key. */
export interface OwnerKey extends PublicKey {
  /** 64 bytes: Ed25519, or ES256's r and s. */
  sign(message: Uint8Array): Uint8Array;
  /** For the key's own file only; PKCS #8, PEM. */
  privatePem(): string;
}

/** A new key for `owner`. */
export function generateOwnerKey(owner: string, algorithm: Algorithm): OwnerKey {
  const pair =
    algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return ownerKey(owner, pair.privateKey);
}

export type Imported<T> = { ok: true; key: T } | { ok: false; problem: string };

const ADVICE = 'give an Ed25519 or P-256 key';

/** A private key from PKCS #8 PEM. */
export function importPrivateKey(owner: string, pem: string): Imported<OwnerKey> {
  try {
    const key = createPrivateKey(pem);
    return algorithmOf(key) === null
      ? { ok: false, problem: `this private key is of another kind; ${ADVICE} (PKCS #8, PEM)` }
      : { ok: true, key: ownerKey(owner, key) };
  } catch {
    return { ok: false, problem: `this is no private key in PKCS #8 PEM without a passphrase; ${ADVICE}` };
  }
}

/** A public key from PEM (SubjectPublicKeyInfo) or JWK (RFC 7517, as JSON text). A private key is refused: it does not belong here. */
export function importPublicKey(owner: string, text: string): Imported<PublicKey> {
  if (/PRIVATE KEY/.test(text) || /"d"\s*:/.test(text)) {
    return { ok: false, problem: 'this is a private key; keep it secret and give the public half' };
  }
  try {
    const jwk = text.trimStart().startsWith('{');
    const key = jwk ? createPublicKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' }) : createPublicKey(text);
    return algorithmOf(key) === null
      ? { ok: false, problem: `this public key is of another kind; ${ADVICE}` }
      : { ok: true, key: publicKey(owner, key) };
  } catch {
    return { ok: false, problem: `this is no public key in PEM or JWK; ${ADVICE}` };
  }
}

/** Whether `signature` over `message` was made with `key`. Total. */
export function verifySignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  return key.algorithm === 'EdDSA'
    ? verifyEd25519(key.raw, message, signature)
    : verifyP256(key.raw, message, signature);
}

/** The public key as a JWK with its kid and alg. */
export function publicJwk(key: PublicKey): Record<string, string> {
  return { ...thumbprintMembers(key.algorithm, key.raw), kid: key.kid, alg: key.algorithm };
}

/** The public key as PEM. */
export function publicPem(key: PublicKey): string {
  const jwk = thumbprintMembers(key.algorithm, key.raw);
  return createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString();
}

function ownerKey(owner: string, key: KeyObject): OwnerKey {
  const half = publicKey(owner, createPublicKey(key));
  const signed = (message: Uint8Array): Buffer =>
    half.algorithm === 'EdDSA' ? sign(null, message, key) : sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  return {
    ...half,
    sign: (message) => new Uint8Array(signed(message)),
    privatePem: () => key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

function publicKey(owner: string, key: KeyObject): PublicKey {
  const algorithm = algorithmOf(key);
  if (algorithm === null) throw new RangeError('neither Ed25519 nor P-256');
  const raw = rawPublicKey(key);
  return { owner, kid: thumbprint(algorithm, raw), algorithm, raw };
}

function algorithmOf(key: KeyObject): Algorithm | null {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : null;
}

function rawPublicKey(key: KeyObject): Uint8Array {
  const spki = key.export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(key.asymmetricKeyType === 'ed25519' ? -32 : -65));
}

/** The required members in the order of RFC 7638, section 3.2: the thumbprint's input, and a JWK. */
function thumbprintMembers(algorithm: Algorithm, raw: Uint8Array): { crv: string; kty: string; x: string; y?: string } {
  const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  if (algorithm === 'EdDSA') return { crv: 'Ed25519', kty: 'OKP', x: base64url(raw) };
  return { crv: 'P-256', kty: 'EC', x: base64url(raw.subarray(1, 33)), y: base64url(raw.subarray(33)) };
}

function thumbprint(algorithm: Algorithm, raw: Uint8Array): string {
  const text = JSON.stringify(thumbprintMembers(algorithm, raw));
  return Buffer.from(sha256(new TextEncoder().encode(text))).toString('base64url');
}
