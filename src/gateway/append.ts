/** Growing the log: from the head's edge and new leaves to full tiles, a new edge and a signed checkpoint. Nothing is written here. */

import { signCheckpoint } from '../log/checkpoint.ts';
import { appendToEdge, decodeEdge, edgeRoot, emptyEdge, encodeEdge } from '../log/edge.ts';
import type { Sha256 } from '../log/hash.ts';
import { leafHash } from '../log/hash.ts';
import type { NoteSigner } from '../log/note.ts';
import type { Head, TickTile } from '../store/tick.ts';

/** The head after an append: what `moveHead` takes but the standing and the time. */
export interface Grown {
  size: number;
  edge: Uint8Array;
  checkpoint: string;
  tiles: TickTile[];
}

/** The head of an empty log. */
export function emptyLog(sha256: Sha256, signer: NoteSigner): Grown {
  const edge = emptyEdge();
  const checkpoint = signCheckpoint({ origin: signer.key.name, size: 0, root: edgeRoot(sha256, edge) }, signer);
  return { size: 0, edge: encodeEdge(edge), checkpoint, tiles: [] };
}

/** Appends `leaves` in order after the head. Throws where the stored edge cannot be read: the log must not be signed then. */
export function growLog(sha256: Sha256, signer: NoteSigner, head: Head, leaves: readonly Uint8Array[]): Grown {
  const edge = decodeEdge(head.edge);
  if (!edge.ok || edge.value.size !== head.size)
    throw new Error('the head of the log is damaged: run countersign doctor');
  const hashes = leaves.map((leaf) => leafHash(sha256, leaf));
  const grown = appendToEdge(sha256, edge.value, hashes);
  const root = edgeRoot(sha256, grown.edge);
  const size = grown.edge.size;
  return {
    size,
    edge: encodeEdge(grown.edge),
    checkpoint: signCheckpoint({ origin: signer.key.name, size, root }, signer),
    tiles: grown.tiles.map((tile) => ({ level: tile.level, n: tile.index, hashes: tile.bytes })),
  };
}
