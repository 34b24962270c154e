/** Reading the files of a log, each held to the length it must have, and those that older sizes left. */
import { equalBytes } from '../log/bytes.ts';
import { HASH_SIZE } from '../log/hash.ts';
import { parseTilePath, type TileAt, tilePath, tileWidth } from '../log/tile.ts';
import type { AddProblem } from './log-problem.ts';

/** Gives a file by its name within the log (`checkpoint`, `tile/0/000`, ...), or null where there is none. */
export type ReadLogFile = (path: string) => Promise<Uint8Array | null>;

/** A hash tile of exactly its width, or null with the problem added. */
export async function readHashTile(read: ReadLogFile, tile: TileAt, add: AddProblem): Promise<Uint8Array | null> {
  const path = tilePath(tile);
  const bytes = await read(path);
  const due = tile.width * HASH_SIZE;
  if (bytes?.length === due) return bytes;
  if (bytes === null) add('missing', path, 'this tile is missing');
  else if (bytes.length < due) add('truncated', path, `truncated: ${bytes.length} of ${due} bytes`);
  else add('trailing', path, `${bytes.length - due} trailing bytes after its ${tile.width} hashes`);
  return null;
}

/** Partial files of earlier sizes that stand beside the current ones, by `<level>/<index>`. */
export type OlderPartials = ReadonlyMap<string, readonly TileAt[]>;

/** Sorts the files that are there: those of earlier sizes are kept for comparison, what no log has is a problem. */
export function sortFiles(paths: Iterable<string>, size: number, add: AddProblem): OlderPartials {
  const older = new Map<string, TileAt[]>();
  for (const path of paths) {
    if (path === 'checkpoint') continue;
    const tile = parseTilePath(path);
    const width = tile === null ? 0 : tileWidth(size, tile.level, tile.index);
    if (tile === null) add('surplus', path, 'this is not the name of a file of a log');
    else if (tile.width > width) add('surplus', path, `a log of ${size} entries has no such file`);
    else if (tile.width < width) keep(older, tile);
  }
  return older;
}

function keep(older: Map<string, TileAt[]>, tile: TileAt): void {
  const key = `${tile.level}/${tile.index}`;
  older.set(key, [...(older.get(key) ?? []), tile]);
}

/** Holds the older partial files beside `whole` to be its beginning; `lengthAt` gives the bytes of a width. */
export async function checkOlder(
  read: ReadLogFile,
  older: OlderPartials,
  whole: { level: number | 'entries'; index: number; bytes: Uint8Array; lengthAt: (width: number) => number },
  add: AddProblem,
): Promise<void> {
  for (const tile of older.get(`${whole.level}/${whole.index}`) ?? []) {
    const path = tilePath(tile);
    const bytes = await read(path);
    const due = whole.bytes.subarray(0, whole.lengthAt(tile.width));
    if (bytes !== null && equalBytes(bytes, due)) continue;
    add('differs', path, 'this partial file of an earlier size is not the beginning of the present one');
  }
}
