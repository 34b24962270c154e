/**
 * The right edge of a log: for each tile level the hashes of the tile that is not full yet. With it alone any writer
 * goes on appending; the root, the frontier and the partial tiles follow from it. Full tiles are written once and
 * never changed, so a store that only inserts can hold them (C2SP tlog-tiles).
 */
import { joinBytes, uint64Bytes, uint64Number } from './bytes.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import { HASH_SIZE, perfectRoot, type Sha256 } from './hash.ts';
import { FULL_TILE_BYTES, TILE_WIDTH, type TileAt, tileWidth } from './tile.ts';
import { type Frontier, rootOf } from './tree.ts';

/** `levels[l]` is the hashes, one after another, of the unfinished tile at level `l`: (size / 256^l mod 256) * 32 bytes. */
export interface Edge {
  readonly size: number;
  readonly levels: readonly Uint8Array[];
}

/** A tile that an append has filled: 8,192 bytes. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  readonly bytes: Uint8Array;
}

export interface Appended {
  readonly edge: Edge;
  /** In the order they became full: lower levels first where one fills another. */
  readonly tiles: readonly FullTile[];
}

export function emptyEdge(): Edge {
  return { size: 0, levels: [] };
}

/** The edge after `leafHashes` in order, and the tiles they filled. Nothing is read: at most 256 hashes a level are held. */
export function appendToEdge(sha256: Sha256, edge: Edge, leafHashes: readonly Uint8Array[]): Appended {
  const rows = edge.levels.map(openRow);
  const tiles: FullTile[] = [];
  let size = edge.size;
  for (const leaf of leafHashes) {
    size += 1;
    let hash = leaf;
    for (let level = 0, count = size; ; level++, count /= TILE_WIDTH) {
      const row = rows[level] ?? openRow(new Uint8Array(0));
      rows[level] = row;
      row.bytes.set(hash, row.used);
      row.used += HASH_SIZE;
      if (row.used < FULL_TILE_BYTES) break;
      const bytes = row.bytes.slice();
      tiles.push({ level, index: count / TILE_WIDTH - 1, bytes });
      row.used = 0;
      hash = perfectRoot(sha256, bytes);
    }
  }
  return { edge: { size, levels: rows.map((row) => row.bytes.slice(0, row.used)) }, tiles };
}

function openRow(hashes: Uint8Array): { bytes: Uint8Array; used: number } {
  const bytes = new Uint8Array(FULL_TILE_BYTES);
  bytes.set(hashes);
  return { bytes, used: hashes.length };
}

/** The compact range of the same tree. */
export function frontierOf(sha256: Sha256, edge: Edge): Frontier {
  return { size: edge.size, hashes: edge.levels.toReversed().flatMap((row) => perfectParts(sha256, row)) };
}

/** The roots of the perfect subtrees over a row of hashes, the largest first. */
function perfectParts(sha256: Sha256, row: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (let width = FULL_TILE_BYTES / 2; width >= HASH_SIZE; width /= 2) {
    if (at + width > row.length) continue;
    parts.push(perfectRoot(sha256, row.subarray(at, at + width)));
    at += width;
  }
  return parts;
}

export function edgeRoot(sha256: Sha256, edge: Edge): Uint8Array {
  return rootOf(sha256, frontierOf(sha256, edge));
}

/** The partial tiles of this size, lowest level first; levels whose last tile is just full have none. */
export function partialTiles(edge: Edge): { tile: TileAt; bytes: Uint8Array }[] {
  return edge.levels.flatMap((bytes, level) => {
    const width = bytes.length / HASH_SIZE;
    const index = Math.floor(edge.size / TILE_WIDTH ** (level + 1));
    return width === 0 ? [] : [{ tile: { level, index, width }, bytes }];
  });
}

/** The hash tile `tile` cut from the full tile, or from the edge where it is not full; null where the log has no such. */
export function tileBytes(edge: Edge, tile: TileAt, full: Uint8Array | null): Uint8Array | null {
  if (tile.level === 'entries' || tile.width > tileWidth(edge.size, tile.level, tile.index)) return null;
  const held = full ?? edge.levels[tile.level] ?? null;
  return held === null || held.length < tile.width * HASH_SIZE ? null : held.slice(0, tile.width * HASH_SIZE);
}

/** Size as 8 bytes big-endian, then the rows, lowest level first. At most about 8 kB a level. */
export function encodeEdge(edge: Edge): Uint8Array {
  return joinBytes(uint64Bytes(edge.size), ...edge.levels);
}

export function decodeEdge(bytes: Uint8Array): Decoded<Edge> {
  const size = bytes.length < 8 ? null : uint64Number(bytes);
  if (size === null) return undecodable('an edge starts with its size in 8 bytes');
  const levels: Uint8Array[] = [];
  let at = 8;
  for (let count = size; count > 0; count = Math.floor(count / TILE_WIDTH)) {
    const end = at + (count % TILE_WIDTH) * HASH_SIZE;
    levels.push(bytes.slice(at, end));
    at = end;
  }
  return bytes.length === at ? decoded({ size, levels }) : undecodable(`an edge of ${size} leaves is ${at} bytes long`);
}
