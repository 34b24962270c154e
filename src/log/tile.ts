/** Names and contents of the files of a log: C2SP tlog-tiles. Height 8: a full tile is 256 hashes. */
import { type Decoded, decoded, undecodable } from './decoded.ts';
import { HASH_SIZE } from './hash.ts';

export const TILE_WIDTH = 256;
export const FULL_TILE_BYTES = TILE_WIDTH * HASH_SIZE;
/** An entry is at most this long: its length stands before it in two bytes. */
export const MAX_ENTRY_BYTES = 65_535;

/** One tile or entry bundle. `width` is 256 for a full one, 1 to 255 for a partial one. */
export interface TileAt {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** `tile/<L>/<N>[.p/<W>]`, `N` in groups of three digits, all but the last after an `x`. */
export function tilePath(tile: TileAt): string {
  let digits = String(tile.index % 1000).padStart(3, '0');
  for (let rest = Math.floor(tile.index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    digits = `x${String(rest % 1000).padStart(3, '0')}/${digits}`;
  }
  const partial = tile.width === TILE_WIDTH ? '' : `.p/${tile.width}`;
  return `tile/${tile.level}/${digits}${partial}`;
}

const TILE_PATH = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,4}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;

/** The tile that a path names, or null where the path is not the one writing of a tile's name. */
export function parseTilePath(path: string): TileAt | null {
  const parts = TILE_PATH.exec(path);
  if (parts === null) return null;
  const level = parts[1] === 'entries' ? 'entries' : Number(parts[1]);
  const index = Number((parts[2] ?? '').replaceAll(/[x/]/g, ''));
  const tile: TileAt = { level, index, width: parts[3] === undefined ? TILE_WIDTH : Number(parts[3]) };
  const known = (level === 'entries' || level <= 63) && tile.width >= 1;
  return known && tilePath(tile) === path ? tile : null;
}

/** Every file of a log of `size` entries but its checkpoint: bundles, then tiles by level. Empty tiles do not exist. */
export function* tilesOfSize(size: number): Generator<TileAt> {
  yield* row('entries', size);
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH))
    yield* row(level, count);
}

function* row(level: number | 'entries', count: number): Generator<TileAt> {
  const full = Math.floor(count / TILE_WIDTH);
  for (let index = 0; index < full; index++) yield { level, index, width: TILE_WIDTH };
  if (count % TILE_WIDTH > 0) yield { level, index: full, width: count % TILE_WIDTH };
}

/** How wide tile `index` of `level` is in a log of `size` entries: 0 where it does not exist. */
export function tileWidth(size: number, level: number | 'entries', index: number): number {
  const count = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, count - index * TILE_WIDTH));
}

/** Entries one after another, each as 2 bytes of big-endian length and its bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES)
      throw new RangeError('an entry is at most 65,535 bytes; log its SHA-256 instead');
    bundle[at] = entry.length >> 8;
    bundle[at + 1] = entry.length & 0xff;
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/** Exactly `width` entries and nothing after them. The entries are views on `bundle`. */
export function decodeBundle(bundle: Uint8Array, width: number): Decoded<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < width) {
    if (at + 2 > bundle.length) return undecodable(`truncated: ${entries.length} of ${width} entries`);
    const end = at + 2 + (((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0));
    if (end > bundle.length) return undecodable(`truncated within entry ${entries.length} of ${width}`);
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (at !== bundle.length) return undecodable(`${bundle.length - at} trailing bytes after ${width} entries`);
  return decoded(entries);
}
