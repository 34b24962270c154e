import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable, unavailable } from './unavailable.ts';

const PAUSE_MS = 25;
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/**
 * Runs `work` while this process holds the lock of the data folder. The lock is SQLite's exclusive file lock
 * (fcntl) on `lock.sqlite`, which holds no rows: the operating system releases it when the process ends, however it ends.
 *
 * WHY: Node has no flock of its own, and a lock file with a process id cannot tell a dead owner from a living one.
 * LIMIT: on a network file system the lock is as good as that file system's fcntl locks.
 */
export async function withFolderLock<T>(folder: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    await takeLock(lock, folder, patienceMs);
    return await work();
  } finally {
    lock.close();
  }
}

async function takeLock(lock: DatabaseSync, folder: string, patienceMs: number): Promise<void> {
  for (let waited = 0; !tryLock(lock); waited += PAUSE_MS) {
    if (waited >= patienceMs) {
      throw new Unavailable(
        'folder',
        `Another command is starting or stopping PostgreSQL in ${folder}. Run this one again.`,
      );
    }
    await sleep(PAUSE_MS);
  }
}

function tryLock(lock: DatabaseSync): boolean {
  try {
    // WHY a journal in memory: nothing is written, so that a full disk keeps nobody from stopping PostgreSQL.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
    throw error instanceof Error && 'errcode' in error && error.errcode === SQLITE_FULL
      ? unavailable('disk-full', error)
      : error;
  }
}
