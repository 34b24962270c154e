import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { random } from './random.ts';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
/** Sealed plaintexts, length prefix included, are filled up to a multiple of this, so that sizes tell little. */
export const SIZE_STEP = 256;

export type Opened = { ok: true; plaintext: Uint8Array } | { ok: false; why: 'altered' };

/** A key for `sealBox` and `openBox` from 32 secret bytes. */
export function boxKey(secret: Uint8Array): KeyObject {
  return createSecretKey(secret);
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: version byte, nonce, ciphertext, tag. Sealing the same twice gives different bytes.
 * LIMIT: at most 2^32 seals under one key (SP 800-38D, 8.3): about 50,000 a second for a whole day.
 */
export function sealBox(key: KeyObject, associated: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const padded = Buffer.alloc(Math.ceil((LENGTH_BYTES + plaintext.length) / SIZE_STEP) * SIZE_STEP);
  padded.writeUInt32BE(plaintext.length);
  padded.set(plaintext, LENGTH_BYTES);
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated);
  const body = cipher.update(padded);
  cipher.final();
  padded.fill(0);
  const sealed = new Uint8Array(1 + NONCE_BYTES + body.length + TAG_BYTES);
  sealed[0] = VERSION;
  sealed.set(nonce, 1);
  sealed.set(body, 1 + NONCE_BYTES);
  sealed.set(cipher.getAuthTag(), 1 + NONCE_BYTES + body.length);
  return sealed;
}

/** Opens what `sealBox` made with the same key and associated data. Total: anything else is 'altered'. */
export function openBox(key: KeyObject, associated: Uint8Array, sealed: Uint8Array): Opened {
  const bodyBytes = sealed.length - 1 - NONCE_BYTES - TAG_BYTES;
  if (sealed[0] !== VERSION || bodyBytes < SIZE_STEP || bodyBytes % SIZE_STEP !== 0)
    return { ok: false, why: 'altered' };
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const padded = decipher.update(sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    return { ok: false, why: 'altered' };
  }
  const length = padded.readUInt32BE();
  return length > padded.length - LENGTH_BYTES
    ? { ok: false, why: 'altered' }
    : { ok: true, plaintext: new Uint8Array(padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length)) };
}
