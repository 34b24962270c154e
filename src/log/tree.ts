/** The tree as a compact range: enough to go on appending and to know the root. RFC 6962 section 2.1. */
import { joinBytes, uint64Bytes, uint64Number } from './bytes.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import { emptyRoot, HASH_SIZE, nodeHash, type Sha256 } from './hash.ts';

/** One hash for each perfect subtree of a tree of `size` leaves, the largest (leftmost) first. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export function emptyFrontier(): Frontier {
  return { size: 0, hashes: [] };
}

/** The frontier after `leafHashes` (of RFC 6962 leaves) in order. */
export function appendLeaves(sha256: Sha256, frontier: Frontier, leafHashes: readonly Uint8Array[]): Frontier {
  const hashes = [...frontier.hashes];
  let size = frontier.size;
  for (const leaf of leafHashes) {
    let hash = leaf;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = hashes.pop();
      if (left === undefined) throw new Error('frontier holds fewer hashes than its size needs');
      hash = nodeHash(sha256, left, hash);
    }
    hashes.push(hash);
    size += 1;
  }
  return { size, hashes };
}

export function rootOf(sha256: Sha256, frontier: Frontier): Uint8Array {
  if (frontier.hashes.length === 0) return emptyRoot(sha256);
  return frontier.hashes.reduceRight((right, left) => nodeHash(sha256, left, right));
}

/** How many perfect subtrees a tree of `size` leaves has: the ones in its binary writing. */
export function frontierWidth(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}

/** Size as 8 bytes big-endian, then the hashes. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  return joinBytes(uint64Bytes(frontier.size), ...frontier.hashes);
}

export function decodeFrontier(bytes: Uint8Array): Decoded<Frontier> {
  const size = bytes.length < 8 ? null : uint64Number(bytes);
  if (size === null) return undecodable('a frontier starts with its size in 8 bytes');
  const width = frontierWidth(size);
  if (bytes.length !== 8 + width * HASH_SIZE) {
    return undecodable(`a frontier of ${size} leaves has ${width} hashes after its size`);
  }
  const hashes = Array.from({ length: width }, (_, i) => bytes.slice(8 + i * HASH_SIZE, 8 + (i + 1) * HASH_SIZE));
  return decoded({ size, hashes });
}
