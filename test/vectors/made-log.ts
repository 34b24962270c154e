/**
 * Logs made for tests straight from the definitions (RFC 6962 section 2.1, C2SP tlog-tiles), by the slow way and with
 * nothing of src/log: what the product makes and verifies is held against them.
 */
import { createHash, createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

export type Hash = (data: Uint8Array) => Uint8Array;

export const sha256: Hash = (data) => new Uint8Array(hash('sha256', data, 'buffer'));

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** An Ed25519 key from a seed of 32 equal bytes, as the known answers use. */
export function testKey(byte: number): { publicKey: Uint8Array; sign: (message: Uint8Array) => Uint8Array } {
  const der = Buffer.concat([PKCS8, Buffer.alloc(32, byte)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { publicKey: new Uint8Array(spki.subarray(-32)), sign: (message) => new Uint8Array(sign(null, message, key)) };
}

const imported = new Map<string, KeyObject>();

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const name = Buffer.from(publicKey).toString('hex');
  const der = Buffer.concat([SPKI, publicKey]);
  const key = imported.get(name) ?? createPublicKey({ key: der, format: 'der', type: 'spki' });
  imported.set(name, key);
  return verify(null, message, key, signature);
}

/**
 * A stand-in for SHA-256 that only tells inputs apart: 32 bytes, about ten times as quick. For tests that rebuild a big
 * log hundreds of times, where what is tested is which files are compared and not the strength of the hash.
 */
export const quickHash: Hash = (data) => {
  const out = new Uint32Array(8);
  let a = 0x811c9dc5;
  let b = 0x9747b28c ^ data.length;
  for (let i = 0; i < data.length; i++) {
    a = Math.imul(a ^ (data[i] ?? 0), 0x01000193);
    b = Math.imul(b + (data[i] ?? 0), 0x85ebca6b) ^ (b >>> 13);
  }
  for (let i = 0; i < 8; i++) out[i] = Math.imul(a ^ (b >>> i), 0x9e3779b1 + 2 * i) ^ b;
  return new Uint8Array(out.buffer);
};

export interface MadeLog {
  /** Every file by its name. */
  files: Map<string, Uint8Array>;
  vkey: string;
  root: Uint8Array;
  entries: Uint8Array[];
}

export const ORIGIN = 'gateway.tax.example/log1';

/** MTH of RFC 6962 over leaf hashes, by its definition. */
export function merkleRoot(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hash(new Uint8Array(0));
  if (leaves.length === 1 && leaves[0] !== undefined) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return hash(Buffer.concat([Buffer.of(1), merkleRoot(hash, leaves.slice(0, k)), merkleRoot(hash, leaves.slice(k))]));
}

export function leafOf(hash: Hash, entry: Uint8Array): Uint8Array {
  return hash(Buffer.concat([Buffer.of(0), entry]));
}

function name(index: number): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return groups.join('/');
}

function fileName(level: number | 'entries', index: number, width: number): string {
  return `tile/${level}/${name(index)}${width === 256 ? '' : `.p/${width}`}`;
}

function inTiles<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 256) }, (_, i) => items.slice(i * 256, (i + 1) * 256));
}

function bundle(entries: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(entries.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 255), entry]));
}

/** The checkpoint's note, signed with the test log key. */
export function checkpointNote(size: number, root: Uint8Array, origin = ORIGIN): string {
  const key = testKey(0x11);
  const id = createHash('sha256').update(`${origin}\n\u0001`).update(key.publicKey).digest().subarray(0, 4);
  const text = `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
  const signature = Buffer.concat([id, key.sign(Buffer.from(text))]).toString('base64');
  return `${text}\n\u2014 ${origin} ${signature}\n`;
}

export function vkeyOf(origin: string): string {
  const { publicKey } = testKey(0x11);
  const id = createHash('sha256').update(`${origin}\n\u0001`).update(publicKey).digest().subarray(0, 4).toString('hex');
  return `${origin}+${id}+${Buffer.concat([Buffer.of(1), publicKey]).toString('base64')}`;
}

/** Every file of the log of these entries. */
export function madeLog(entries: Uint8Array[], hash: Hash = sha256): MadeLog {
  const files = new Map<string, Uint8Array>();
  const leaves = entries.map((entry) => leafOf(hash, entry));
  inTiles(entries).forEach((part, i) => {
    files.set(fileName('entries', i, part.length), bundle(part));
  });
  let row = leaves;
  for (let level = 0; row.length > 0; level++) {
    const tiles = inTiles(row);
    tiles.forEach((part, i) => {
      files.set(fileName(level, i, part.length), new Uint8Array(Buffer.concat(part)));
    });
    row = tiles.filter((part) => part.length === 256).map((part) => merkleRoot(hash, part));
  }
  const root = merkleRoot(hash, leaves);
  files.set('checkpoint', Buffer.from(checkpointNote(entries.length, root)));
  return { files, vkey: vkeyOf(ORIGIN), root, entries };
}

/** Entries that are not inquiries, short and all different. */
export function numberedEntries(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => new Uint8Array(Buffer.from(`entry ${i}`)));
}
