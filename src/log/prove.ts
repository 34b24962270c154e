/**
 * Inclusion and consistency proofs, RFC 6962 sections 2.1.1 and 2.1.2. The algorithms ask for the hashes they need and
 * store nothing. LIMIT: what a reader gives is not believed here: whoever makes a proof checks it against a signed root.
 */
import { equalBytes } from './bytes.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import { HASH_SIZE, nodeHash, perfectRoot, type Sha256 } from './hash.ts';
import { TILE_WIDTH, type TileAt, tilePath, tileWidth } from './tile.ts';

/** The hash over leaves [index * 2^level, (index + 1) * 2^level). */
export interface NodeAt {
  readonly level: number;
  readonly index: number;
}

/** Gives the hashes in the order asked. Throws where one cannot be had. */
export type ReadNodes = (nodes: readonly NodeAt[]) => Promise<readonly Uint8Array[]>;

interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** The largest power of two below n. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The subtrees beside the way from leaf `index` up to the root, the leaf's sibling first. */
function inclusionRanges(size: number, index: number): Range[] {
  const ranges: Range[] = [];
  let lo = 0;
  let hi = size;
  while (hi - lo > 1) {
    const middle = lo + split(hi - lo);
    ranges.push(index < middle ? { lo: middle, hi } : { lo, hi: middle });
    if (index < middle) hi = middle;
    else lo = middle;
  }
  return ranges.reverse();
}

/** The subtrees of SUBPROOF(old, D[size], true), deepest first. */
function consistencyRanges(oldSize: number, size: number): Range[] {
  const ranges: Range[] = [];
  let lo = 0;
  let hi = size;
  while (oldSize !== hi) {
    const middle = lo + split(hi - lo);
    ranges.push(oldSize <= middle ? { lo: middle, hi } : { lo, hi: middle });
    if (oldSize <= middle) hi = middle;
    else lo = middle;
  }
  if (lo !== 0) ranges.push({ lo, hi });
  return ranges.reverse();
}

/** The perfect subtrees that make up [lo, hi), leftmost first. */
function nodesOf({ lo, hi }: Range): NodeAt[] {
  const nodes: NodeAt[] = [];
  for (let at = lo; at < hi; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= hi) level++;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

async function hashesOf(sha256: Sha256, ranges: readonly Range[], read: ReadNodes): Promise<Uint8Array[]> {
  const nodes = ranges.map(nodesOf);
  const hashes = [...(await read(nodes.flat()))];
  return nodes.map((part) => hashes.splice(0, part.length).reduceRight((right, left) => nodeHash(sha256, left, right)));
}

/** The proof that leaf `index` is in the tree of `size` leaves. Throws RangeError unless index < size. */
export async function inclusionProof(
  sha256: Sha256,
  size: number,
  index: number,
  read: ReadNodes,
): Promise<Uint8Array[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`entry ${index} is not in a log of ${size}`);
  return hashesOf(sha256, inclusionRanges(size, index), read);
}

/** The proof that the tree of `size` leaves starts with that of `oldSize`. Empty where either is the other or 0. */
export async function consistencyProof(
  sha256: Sha256,
  oldSize: number,
  size: number,
  read: ReadNodes,
): Promise<Uint8Array[]> {
  if (!(oldSize >= 0 && oldSize <= size)) throw new RangeError(`a log of ${size} has no earlier size ${oldSize}`);
  return oldSize === 0 ? [] : hashesOf(sha256, consistencyRanges(oldSize, size), read);
}

/** The root that `proof` leads to from `leaf` (its RFC 6962 hash). */
export function rootFromInclusion(
  sha256: Sha256,
  size: number,
  index: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Decoded<Uint8Array> {
  if (!(index >= 0 && index < size)) return undecodable(`entry ${index} is not in a log of ${size}`);
  const ranges = inclusionRanges(size, index);
  if (proof.length !== ranges.length)
    return undecodable(`a proof of ${proof.length} hashes where ${ranges.length} are due`);
  let hash = leaf;
  proof.forEach((sibling, i) => {
    const right = (ranges[i]?.lo ?? 0) > index;
    hash = right ? nodeHash(sha256, hash, sibling) : nodeHash(sha256, sibling, hash);
  });
  return decoded(hash);
}

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether `proof` shows that `head` starts with `old`. A log of 0 entries starts every log, with an empty proof. */
export function verifyConsistency(sha256: Sha256, old: Head, head: Head, proof: readonly Uint8Array[]): boolean {
  if (old.size > head.size) return false;
  if (old.size === 0) return proof.length === 0;
  const ranges = consistencyRanges(old.size, head.size);
  if (proof.length !== ranges.length) return false;
  const startsAtRoot = (ranges[0]?.lo ?? 0) >= old.size || ranges.length === 0;
  const rest = startsAtRoot ? proof : proof.slice(1);
  const start = startsAtRoot ? old.root : (proof[0] ?? old.root);
  let before = start;
  let after = start;
  rest.forEach((sibling, i) => {
    const range = ranges[i + (startsAtRoot ? 0 : 1)];
    if (range !== undefined && range.lo < old.size) before = nodeHash(sha256, sibling, before);
    const left = range !== undefined && range.lo < old.size;
    after = left ? nodeHash(sha256, sibling, after) : nodeHash(sha256, after, sibling);
  });
  return equalBytes(before, old.root) && equalBytes(after, head.root);
}

/** A tile that a proof needs is not there or not whole. The message names the file. */
export class TileUnreadable extends Error {
  override readonly name = 'TileUnreadable';
}

/** Gives a hash tile cut to its width, or null where there is none. */
export type ReadTile = (tile: TileAt) => Promise<Uint8Array | null>;

/** Reads nodes out of the tiles of a log of `size` entries, each tile once in a call. Throws TileUnreadable. */
export function nodesFromTiles(sha256: Sha256, size: number, readTile: ReadTile): ReadNodes {
  return async (nodes) => {
    const read = new Map<string, Promise<Uint8Array>>();
    return Promise.all(nodes.map((node) => nodeFromTile(sha256, size, node, (tile) => once(read, tile, readTile))));
  };
}

async function nodeFromTile(
  sha256: Sha256,
  size: number,
  node: NodeAt,
  readTile: (tile: TileAt) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const level = Math.floor(node.level / 8);
  const span = 2 ** (node.level % 8);
  const index = Math.floor((node.index * span) / TILE_WIDTH);
  const from = ((node.index * span) % TILE_WIDTH) * HASH_SIZE;
  const tile = await readTile({ level, index, width: tileWidth(size, level, index) });
  return perfectRoot(sha256, tile.slice(from, from + span * HASH_SIZE));
}

function once(read: Map<string, Promise<Uint8Array>>, tile: TileAt, readTile: ReadTile): Promise<Uint8Array> {
  const key = tilePath(tile);
  const earlier = read.get(key);
  if (earlier !== undefined) return earlier;
  const reading = readTile(tile).then((bytes) => {
    if (bytes?.length === tile.width * HASH_SIZE) return bytes;
    throw new TileUnreadable(`${tilePath(tile)} is ${bytes === null ? 'missing' : 'truncated or has trailing bytes'}`);
  });
  read.set(key, reading);
  return reading;
}
