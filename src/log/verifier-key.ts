/** Verifier keys: `name+<8 hex of key id>+<base64 of type and public key>` (C2SP signed-note). */
import { base64Bytes, base64Of, equalBytes, hexOf, joinBytes, utf8Bytes } from './bytes.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import type { Sha256 } from './hash.ts';

/** The signature types known here. LIMIT: ML-DSA-44 (0x06) is not: its lines are passed over as of an unknown key. */
export const ED25519 = 0x01;
export const COSIGNATURE_ED25519 = 0x04;
export type SignatureType = typeof ED25519 | typeof COSIGNATURE_ED25519;

export interface KeyName {
  readonly name: string;
  /** Four bytes. */
  readonly id: Uint8Array;
}

export interface VerifierKey extends KeyName {
  readonly type: SignatureType;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** Not empty, no space of any script, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= 255 && !/[\s+\p{Cc}\p{Z}]/u.test(name);
}

/** SHA-256(name || 0x0A || type || public key)[0:4]. */
export function keyId(sha256: Sha256, name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return sha256(joinBytes(utf8Bytes(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4);
}

export function makeVerifierKey(sha256: Sha256, name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('a key name has no space and no plus, e.g. gateway.tax.example/log1');
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key is 32 bytes');
  return { name, type, publicKey, id: keyId(sha256, name, type, publicKey) };
}

export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${hexOf(key.id)}+${base64Of(joinBytes(Uint8Array.of(key.type), key.publicKey))}`;
}

export function parseVerifierKey(sha256: Sha256, text: string): Decoded<VerifierKey> {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  if (first < 0 || second < 0)
    return undecodable('a verifier key is name+key id+base64, e.g. log.example/1+8c35485d+Ad...');
  const name = text.slice(0, first);
  const bytes = base64Bytes(text.slice(second + 1));
  if (!isKeyName(name)) return undecodable('the name of a verifier key has no space and is not empty');
  if (!bytes.ok) return undecodable(`the key of verifier key ${name}: ${bytes.problem}`);
  const type = bytes.value[0];
  if (type !== ED25519 && type !== COSIGNATURE_ED25519)
    return undecodable(`verifier key ${name} is not of type Ed25519`);
  if (bytes.value.length !== 33) return undecodable(`verifier key ${name} is not 32 bytes long`);
  const key = makeVerifierKey(sha256, name, type, bytes.value.slice(1));
  if (hexOf(key.id) !== text.slice(first + 1, second))
    return undecodable(`the key id of ${name} is not that of its key`);
  return decoded(key);
}

export function sameKeyName(a: KeyName, b: KeyName): boolean {
  return a.name === b.name && equalBytes(a.id, b.id);
}
