/** The log as the static files of C2SP tlog-tiles, made from the store: for export and for serving. */
import type { Pool } from 'pg';
import { decodeEdge, type Edge, tileBytes } from '../log/edge.ts';
import { encodeBundle, parseTilePath, TILE_WIDTH, type TileAt, tilePath, tilesOfSize, tileWidth } from '../log/tile.ts';
import { readLeaves, readTile, readTiles } from '../store/entries.ts';
import { readHead } from '../store/tick.ts';

/** One state of the log: its checkpoint and the edge that goes with it. */
export interface LogView {
  checkpoint: string;
  edge: Edge;
}

export async function viewLog(pool: Pool): Promise<LogView> {
  const head = await readHead(pool);
  const edge = head === null ? null : decodeEdge(head.edge);
  if (head === null || edge === null || !edge.ok)
    throw new Error('the log has no readable head: run countersign doctor');
  return { checkpoint: head.checkpoint, edge: edge.value };
}

/** The bytes of one tile or bundle as it stands in `view`, or null where that log has no such file. */
export async function readLogTile(pool: Pool, view: LogView, tile: TileAt): Promise<Uint8Array | null> {
  if (tile.width > tileWidth(view.edge.size, tile.level, tile.index)) return null;
  if (tile.level === 'entries') {
    const first = tile.index * TILE_WIDTH;
    return encodeBundle(await readLeaves(pool, first, first + tile.width));
  }
  return tileBytes(view.edge, tile, await readTile(pool, tile.level, tile.index));
}

/** The file at a C2SP path (`checkpoint`, `tile/...`), or null where there is none. */
export async function readLogFile(pool: Pool, path: string): Promise<Uint8Array | null> {
  const view = await viewLog(pool);
  if (path === 'checkpoint') return new TextEncoder().encode(view.checkpoint);
  const tile = parseTilePath(path);
  return tile === null ? null : readLogTile(pool, view, tile);
}

const AT_ONCE = 64;

/** Every file of `view` but the checkpoint, in order; many tiles are read in one statement. */
export async function* logFiles(pool: Pool, view: LogView): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  let group: TileAt[] = [];
  for (const tile of tilesOfSize(view.edge.size)) {
    const first = group[0];
    const goesOn =
      first !== undefined && first.level === tile.level && tile.width === TILE_WIDTH && group.length < AT_ONCE;
    if (!goesOn && group.length > 0) {
      yield* readGroup(pool, view, group);
      group = [];
    }
    group.push(tile);
  }
  yield* readGroup(pool, view, group);
}

/** Neighbouring tiles of one level; only a group of one may be partial. */
async function* readGroup(
  pool: Pool,
  view: LogView,
  group: readonly TileAt[],
): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  const first = group[0];
  if (first === undefined) return;
  if (group.length === 1) {
    const bytes = await readLogTile(pool, view, first);
    if (bytes === null) throw new Error(`the log lacks ${tilePath(first)}: run countersign doctor`);
    return yield { path: tilePath(first), bytes };
  }
  const from = first.index;
  const to = from + group.length;
  const leaves = first.level === 'entries' ? await readLeaves(pool, from * TILE_WIDTH, to * TILE_WIDTH) : [];
  const tiles = first.level === 'entries' ? [] : await readTiles(pool, first.level, from, to);
  for (const [i, tile] of group.entries()) {
    const bytes =
      first.level === 'entries' ? encodeBundle(leaves.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH)) : tiles[i];
    if (bytes === undefined) throw new Error(`the log lacks ${tilePath(tile)}: run countersign doctor`);
    yield { path: tilePath(tile), bytes };
  }
}
