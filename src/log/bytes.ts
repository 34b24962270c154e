/** Bytes and their writings. Every decoder here is strict: exactly one writing of each value is accepted. */
import { type Decoded, decoded, undecodable } from './decoded.ts';

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX = '0123456789abcdef';
const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8Bytes(text: string): Uint8Array {
  return utf8.encode(text);
}

export function utf8Text(bytes: Uint8Array): Decoded<string> {
  try {
    return decoded(strictUtf8.decode(bytes));
  } catch {
    return undecodable('not UTF-8');
  }
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
  return text;
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function base64Of(bytes: Uint8Array): string {
  const text = encode(bytes, STANDARD);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Base64url without padding (RFC 4648 section 5). */
export function base64urlOf(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE);
}

const URL_SAFE_CODES = utf8.encode(URL_SAFE);

/** Writes base64url of `bytes` into `into` from `at` on, in ASCII. */
export function putBase64url(into: Uint8Array, at: number, bytes: Uint8Array): void {
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 6; bits -= 6) into[at++] = URL_SAFE_CODES[(held >> (bits - 6)) & 63] ?? 0;
  }
  if (bits > 0) into[at] = URL_SAFE_CODES[(held << (6 - bits)) & 63] ?? 0;
}

export function base64Bytes(text: string): Decoded<Uint8Array> {
  const padded = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (text.length % 4 !== 0) return undecodable('base64 without its padding');
  return decode(text.slice(0, text.length - padded), STANDARD, base64Of, text);
}

export function base64urlBytes(text: string): Decoded<Uint8Array> {
  return decode(text, URL_SAFE, base64urlOf, text);
}

function encode(bytes: Uint8Array, alphabet: string): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    if (left > 1) text += alphabet.charAt((word >> 6) & 63);
    if (left > 2) text += alphabet.charAt(word & 63);
  }
  return text;
}

const VALUES = new Map([STANDARD, URL_SAFE].map((alphabet) => [alphabet, sextets(alphabet)]));

function sextets(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i;
  return values;
}

function decode(
  digits: string,
  alphabet: string,
  writing: (bytes: Uint8Array) => string,
  text: string,
): Decoded<Uint8Array> {
  const values = VALUES.get(alphabet) ?? sextets(alphabet);
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = values[digits.charCodeAt(i)] ?? -1;
    if (value < 0) return undecodable('a character that is not base64');
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  // WHY: a second writing of the same bytes (stray bits, wrong padding) would let a receipt differ from its original.
  return writing(bytes) === text ? decoded(bytes) : undecodable('base64 that is not the one writing of its bytes');
}

/** A decimal without sign or leading zero, up to 2^53 - 1. */
export function decimalNumber(text: string): Decoded<number> {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undecodable('not a decimal number');
  const value = Number(text);
  return Number.isSafeInteger(value) ? decoded(value) : undecodable('a number above 2^53 - 1');
}

/** An unsigned integer up to 2^53 - 1 as 8 bytes, big-endian. */
export function uint64Bytes(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** The unsigned integer of 8 big-endian bytes, or null above 2^53 - 1. */
export function uint64Number(bytes: Uint8Array): number | null {
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
}
