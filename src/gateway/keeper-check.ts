/** Before anything is signed: the database must go on from the last checkpoint that was kept outside it. */
import { sha256 } from '../keys/sha256.ts';
import { equalBytes } from '../log/bytes.ts';
import { parseCheckpointText } from '../log/checkpoint.ts';
import { parseNote } from '../log/note.ts';
import { consistencyProof, nodesFromTiles, verifyConsistency } from '../log/prove.ts';
import type { Head } from '../store/tick.ts';
import type { Gateway } from './gateway.ts';
import { readLogTile, viewLog } from './log-files.ts';

/** The database holds less of the log, or another log, than what was signed before. Nothing may be signed or answered. */
export class LogBehind extends Error {
  override readonly name = 'LogBehind';
}

interface Tree {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Size and root of a checkpoint's note. Throws LogBehind where it cannot be read. */
export function treeOf(checkpoint: string): Tree {
  const note = parseNote(checkpoint);
  const head = note.ok ? parseCheckpointText(note.value.text) : note;
  if (!head.ok)
    throw new LogBehind('the kept checkpoint cannot be read: restore keeper/checkpoint, or set it aside with counsel');
  return head.value;
}

/**
 * Holds the database against the keeper at start. A keeper behind advances by a consistency proof; one ahead, or of another
 * log, stops the signing.
 */
export async function checkKeeper(gateway: Gateway): Promise<void> {
  const kept = await gateway.keeper.kept();
  const view = await viewLog(gateway.store.pool);
  if (kept !== null) await checkGrowth(gateway, treeOf(kept));
  if (kept !== view.checkpoint) await gateway.keeper.advance(view.checkpoint);
}

/** Under the head's lock, before anything is signed: a database that fell behind while we ran (a failover to an old copy) must not be. */
export async function checkKept(gateway: Gateway, head: Head): Promise<void> {
  const kept = await gateway.keeper.kept();
  if (kept !== null && treeOf(kept).size > head.size)
    throw new LogBehind(
      'the database fell behind the last checkpoint that was signed. Nothing is answered; restore the newest copy.',
    );
}

async function checkGrowth(gateway: Gateway, kept: Tree): Promise<void> {
  const { pool } = gateway.store;
  const view = await viewLog(pool);
  const now = treeOf(view.checkpoint);
  if (now.size < kept.size)
    throw new LogBehind(
      `the database ends at entry ${now.size}, but ${kept.size} entries were signed: it is an older copy. Restore the newest one; nothing is answered until then.`,
    );
  if (now.size === kept.size && equalBytes(now.root, kept.root)) return;
  const nodes = nodesFromTiles(sha256, now.size, (tile) => readLogTile(pool, view, tile));
  const proof = await consistencyProof(sha256, kept.size, now.size, nodes);
  if (!verifyConsistency(sha256, kept, now, proof))
    throw new LogBehind(
      'the log in the database is another one than was signed before. Nothing is signed; run countersign log verify on a copy.',
    );
}
