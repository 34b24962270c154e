/** A log exported to a folder: the static files of C2SP tlog-tiles. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadLogFile } from '../audit/log-files.ts';
import { sha256 } from '../keys/sha256.ts';
import { parseCheckpointText } from '../log/checkpoint.ts';
import { completeReceipt } from '../log/complete.ts';
import { type Decoded, undecodable } from '../log/decoded.ts';
import { parseNote } from '../log/note.ts';
import { inclusionProof, nodesFromTiles, TileUnreadable } from '../log/prove.ts';
import type { ShortReceipt } from '../log/receipt.ts';
import { decodeBundle, TILE_WIDTH, tilePath, tileWidth } from '../log/tile.ts';

function isAbsent(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');
}

/** Gives a file of the log by its name, or null where there is none. */
export function folderReader(folder: string): ReadLogFile {
  return async (path) => {
    try {
      return await readFile(join(folder, path));
    } catch (thrown) {
      if (isAbsent(thrown)) return null;
      throw thrown;
    }
  };
}

/** Every file below `folder`, by its name within the log. Throws where the folder cannot be read. */
export async function folderPaths(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .map((path) => path.replaceAll('\\', '/'));
}

/** The whole receipt for a short one, completed from the log's files; every hash but the signatures is checked. */
export async function receiptFrom(read: ReadLogFile, short: ShortReceipt): Promise<Decoded<string>> {
  const checkpoint = await read('checkpoint');
  if (checkpoint === null) return undecodable('there is no checkpoint in the log folder');
  const text = new TextDecoder().decode(checkpoint);
  const note = parseNote(text);
  if (!note.ok) return note;
  const head = parseCheckpointText(note.value.text);
  if (!head.ok) return head;
  const { size } = head.value;
  if (short.index >= size) return undecodable(`the log folder ends before entry ${short.index}; export the log again`);
  const leaf = await leafAt(read, size, short.index);
  if (!leaf.ok) return leaf;
  const proof = await proofAt(read, size, short.index);
  if (!proof.ok) return proof;
  return completeReceipt(sha256, short, { leaf: leaf.value, proof: proof.value, checkpoint: text });
}

async function proofAt(read: ReadLogFile, size: number, index: number): Promise<Decoded<Uint8Array[]>> {
  const nodes = nodesFromTiles(sha256, size, (tile) => read(tilePath(tile)));
  try {
    return { ok: true, value: await inclusionProof(sha256, size, index, nodes) };
  } catch (thrown) {
    if (thrown instanceof TileUnreadable)
      return undecodable(`in the log folder ${thrown.message}; export the log again`);
    throw thrown;
  }
}

async function leafAt(read: ReadLogFile, size: number, index: number): Promise<Decoded<Uint8Array>> {
  const bundle = Math.floor(index / TILE_WIDTH);
  const width = tileWidth(size, 'entries', bundle);
  const path = tilePath({ level: 'entries', index: bundle, width });
  const bytes = await read(path);
  if (bytes === null) return undecodable(`${path} is missing in the log folder`);
  const entries = decodeBundle(bytes, width);
  if (!entries.ok) return entries;
  const leaf = entries.value[index % TILE_WIDTH];
  return leaf === undefined ? undecodable(`${path} holds no entry ${index}`) : { ok: true, value: leaf };
}
