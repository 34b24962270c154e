/** Opening the checkpoint that a log is held to, and the older one it must continue. */
import { equalBytes, utf8Text } from '../log/bytes.ts';
import { openCheckpoint, type SignedCheckpoint } from '../log/checkpoint.ts';
import { type Decoded, undecodable } from '../log/decoded.ts';
import { type Edge, edgeRoot, emptyEdge } from '../log/edge.ts';
import { HASH_SIZE, type Sha256, type Verifiers } from '../log/hash.ts';
import { meetsQuorum, type Policy } from '../log/policy.ts';
import { TILE_WIDTH, tileWidth } from '../log/tile.ts';
import type { VerifierKey } from '../log/verifier-key.ts';
import { type ReadLogFile, readHashTile } from './log-files.ts';
import type { AddProblem } from './log-problem.ts';

/** The checkpoint in `bytes`, signed by the log; cosignatures of the policy's witnesses are verified with it. */
export function openHead(
  bytes: Uint8Array | null,
  key: VerifierKey,
  policy: Policy | null,
  tools: Verifiers,
): Decoded<SignedCheckpoint> {
  if (bytes === null) return undecodable('the checkpoint is missing');
  const text = utf8Text(bytes);
  if (!text.ok) return undecodable(`the checkpoint is ${text.problem}`);
  return openCheckpoint(text.value, key, policy === null ? [] : policy.witnesses.map((witness) => witness.key), tools);
}

export function hasQuorum(head: SignedCheckpoint, policy: Policy | null): boolean {
  return (
    policy === null ||
    meetsQuorum(
      policy,
      head.signed.map(({ key }) => key),
    )
  );
}

/**
 * The edge at the size of an older checkpoint, read from the tiles and held to that checkpoint's root; null with the
 * problem added. INVARIANT: the root depends on every hash of an edge, so an edge with the right root is the right one.
 */
export async function edgeSince(
  read: ReadLogFile,
  since: SignedCheckpoint,
  size: number,
  tools: { sha256: Sha256; add: AddProblem },
): Promise<Edge | null> {
  const old = since.checkpoint;
  if (old.size > size) {
    tools.add(
      'history',
      'checkpoint',
      `this log has ${size} entries, an older checkpoint of it ${old.size}: it shrank`,
    );
    return null;
  }
  const edge = await readEdge(read, old.size, size, tools.add);
  if (edge === null) return null;
  if (equalBytes(edgeRoot(tools.sha256, edge), old.root)) return edge;
  tools.add(
    'history',
    'checkpoint',
    `the first ${old.size} entries are not those of the older checkpoint: it was rewritten`,
  );
  return null;
}

async function readEdge(read: ReadLogFile, size: number, present: number, add: AddProblem): Promise<Edge | null> {
  const levels: Uint8Array[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const index = Math.floor(count / TILE_WIDTH);
    const used = count % TILE_WIDTH;
    const tile = { level, index, width: tileWidth(present, level, index) };
    const bytes = used === 0 ? new Uint8Array(0) : await readHashTile(read, tile, add);
    if (bytes === null) return null;
    levels.push(bytes.slice(0, used * HASH_SIZE));
  }
  return size === 0 ? emptyEdge() : { size, levels };
}
