// The second keeper of the last checkpoint: one small file outside the database.
// WHY: a restored backup or a rolled-back database would let the log be signed twice with different content; the keeper remembers.
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Remembers the last checkpoint that was signed. `advance` returns only once it is on disk. */
export interface Keeper {
  kept(): Promise<string | null>;
  advance(checkpoint: string): Promise<void>;
}

const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

/** The second line of a checkpoint: how many entries it covers; 0 where it cannot be read, so that anything goes on from it. */
function sizeOf(checkpoint: string): number {
  const size = Number(checkpoint.split('\n')[1]);
  return Number.isSafeInteger(size) ? size : 0;
}

/**
 * Opens the keeper in `path` (a file; its folder is made, mode 0700). It never goes back to a smaller tree: of two processes
 * that commit at nearly the same moment, the earlier may come later.
 */
export async function openKeeper(path: string): Promise<Keeper> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let turn = 0;
  return {
    kept: () => readFile(path, 'utf8').catch(absent),
    async advance(checkpoint) {
      const present = await readFile(path, 'utf8').catch(absent);
      if (present !== null && sizeOf(present) > sizeOf(checkpoint)) return;
      turn += 1;
      const beside = join(dirname(path), `.checkpoint-${process.pid}-${turn}`);
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(checkpoint);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
    },
  };
}
