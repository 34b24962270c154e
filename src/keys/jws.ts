import { flattenedVerify } from 'jose';
import { type Algorithm, type OwnerKey, type PublicKey, publicJwk } from './signing.ts';

/** The text a sender signs for a file: which agreement, and the file's SHA-256 in hex. The file itself is not inside the signature. */
export function fileStatement(agreement: string, sha256Hex: string): Uint8Array {
  if (/[\n\r]/.test(agreement) || !/^[0-9a-f]{64}$/.test(sha256Hex)) throw new RangeError('not a file statement');
  return new TextEncoder().encode(`countersign-file/v1\nagreement ${agreement}\nsha256 ${sha256Hex}\n`);
}

/**
 * A detached JWS (RFC 7515, appendix F: the payload left out) over `statement`: one key gives the compact serialization, several the
 * general JSON one. Each protected header is exactly {"alg","kid"}.
 */
export function signDetached(statement: Uint8Array, keys: readonly OwnerKey[]): string {
  const payload = base64url(statement);
  const signatures = keys.map((key) => {
    const header = base64url(utf8(JSON.stringify({ alg: key.algorithm, kid: key.kid })));
    return { protected: header, signature: base64url(key.sign(utf8(`${header}.${payload}`))) };
  });
  const [only] = signatures;
  if (only === undefined) throw new RangeError('a signature needs a key');
  return signatures.length === 1 ? `${only.protected}..${only.signature}` : JSON.stringify({ signatures });
}

/** Closed; the first that applies. */
export type SignatureProblem =
  | 'not-detached-jws' // neither serialization, or anything in it that does not belong
  | 'too-many-signatures'
  | 'header' // a protected header other than exactly alg and kid
  | 'unknown-key'
  | 'signed-twice' // two signatures by one key
  | 'algorithm' // not the algorithm that the key has
  | 'false-signature';

/** `owners`: whose keys signed, each once, in the order of the signatures. */
export type SignatureVerdict =
  | { ok: true; owners: readonly string[] }
  | { ok: false; problem: SignatureProblem; kid: string };

const MOST_SIGNATURES = 16;
const LARGEST_TEXT = 16_384;

/**
 * Checks a detached JWS over `statement` against the keys known here. Total. Every signature must hold: one unknown key, one extra
 * member or one false signature refuses the whole, so that nobody is shown as a signer beside something unchecked.
 */
export async function verifyDetached(
  statement: Uint8Array,
  text: string,
  known: readonly PublicKey[],
): Promise<SignatureVerdict> {
  const parts = serialized(text);
  if (parts === null || parts.length === 0) return refused('not-detached-jws', '');
  if (parts.length > MOST_SIGNATURES) return refused('too-many-signatures', '');
  const kids = new Set<string>();
  const owners = new Set<string>();
  for (const part of parts) {
    const header = protectedHeader(part.protected);
    if (header === null) return refused('header', '');
    const { kid } = header;
    const key = known.find((candidate) => candidate.kid === kid);
    if (key === undefined) return refused('unknown-key', kid);
    if (kids.has(kid)) return refused('signed-twice', kid);
    if (header.alg !== key.algorithm) return refused('algorithm', kid);
    if (!(await holds(statement, part, key))) return refused('false-signature', kid);
    kids.add(kid);
    owners.add(key.owner);
  }
  return { ok: true, owners: [...owners] };
}

interface Part {
  protected: string;
  signature: string;
}

function serialized(text: string): Part[] | null {
  if (text.length > LARGEST_TEXT) return null;
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return generalParts(trimmed);
  const [header, payload, signature, ...more] = trimmed.split('.');
  if (header === undefined || payload !== '' || signature === undefined || more.length > 0) return null;
  return isBase64url(header) && isBase64url(signature) ? [{ protected: header, signature }] : null;
}

/** INVARIANT: accepted only if writing it again gives the same bytes, so there are no repeated or further members to overlook. */
function generalParts(text: string): Part[] | null {
  const value = parsed(text) as { signatures?: unknown } | null;
  if (value === null || !Array.isArray(value.signatures)) return null;
  const parts = (value.signatures as unknown[]).map(partOf);
  if (!parts.every((part) => part !== null)) return null;
  return JSON.stringify({ signatures: parts }) === text.replace(/[\s]/g, '') ? parts : null;
}

function partOf(value: unknown): Part | null {
  const { protected: header, signature } = (value ?? {}) as { protected?: unknown; signature?: unknown };
  if (typeof header !== 'string' || typeof signature !== 'string') return null;
  return isBase64url(header) && isBase64url(signature) ? { protected: header, signature } : null;
}

/** Exactly {"alg":...,"kid":...}, written without spaces. No crit, no jwk, no jku, no b64: nothing that could redirect the check. */
function protectedHeader(encoded: string): { alg: Algorithm; kid: string } | null {
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  const { alg, kid } = (parsed(text) ?? {}) as { alg?: unknown; kid?: unknown };
  if ((alg !== 'EdDSA' && alg !== 'ES256') || typeof kid !== 'string') return null;
  const [forward, backward] = [JSON.stringify({ alg, kid }), JSON.stringify({ kid, alg })];
  return text === forward || text === backward ? { alg, kid } : null;
}

async function holds(statement: Uint8Array, part: Part, key: PublicKey): Promise<boolean> {
  try {
    await flattenedVerify({ ...part, payload: base64url(statement) }, publicJwk(key), { algorithms: [key.algorithm] });
    return true;
  } catch {
    return false;
  }
}

const refused = (problem: SignatureProblem, kid: string): SignatureVerdict => ({ ok: false, problem, kid });
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const isBase64url = (text: string): boolean =>
  text !== '' && Buffer.from(text, 'base64url').toString('base64url') === text;

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
