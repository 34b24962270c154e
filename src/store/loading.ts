import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Store } from './connection.ts';
import { transaction } from './connection.ts';
import { insertJournal, type JournalRow, makeJournalShadow, renameJournalShadow } from './journal.ts';
import { finishShadow, makeShadow, renameShadow } from './pages.ts';
import { insertSnapshot, lockLoading, nextNumber, type Snapshot, unlockLoading } from './snapshot.ts';

/** The database's side of one load. */
export interface LoadSession {
  /** Number of the snapshot to be. */
  readonly number: number;
  /** Fills the shadow pages from rows of binary COPY, in one transaction. */
  readonly pages: (rows: () => AsyncGenerator<Uint8Array>) => Promise<void>;
  readonly journal: (row: JournalRow) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the only load: takes the loading lock, makes the shadow tables anew. Throws Unavailable when another load runs. */
export async function openLoadSession(store: Store): Promise<LoadSession> {
  const [client, second] = [await store.loader.connect(), await store.loader.connect()];
  const release = async (): Promise<void> => {
    await unlockLoading(client).catch(() => undefined);
    client.release(true);
    second.release();
  };
  try {
    await lockLoading(client);
    const number = await nextNumber(client);
    await makeJournalShadow(second);
    return {
      number,
      pages: (rows) => fill(client, rows),
      journal: (row) => insertJournal(second, row),
      close: release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function fill(client: PoolClient, rows: () => AsyncGenerator<Uint8Array>): Promise<void> {
  await client.query('begin');
  const copy = client.query(copyFrom(await makeShadow(client)));
  await pipeline(Readable.from(framed(rows), { objectMode: true, highWaterMark: 1 }), copy);
  await finishShadow(client);
  await client.query('commit');
}

/** PostgreSQL 18, COPY, "Binary Format": signature, flags and extension length of zero; at the end a field count of -1. */
async function* framed(rows: () => AsyncGenerator<Uint8Array>): AsyncGenerator<Buffer> {
  yield Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
  for await (const part of rows()) yield Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  yield Buffer.from([0xff, 0xff]);
}

/**
 * Puts a finished load in the place of the snapshot in use, in one transaction with the caller's `enter` (its entry in
 * the log): both are there afterwards, or neither.
 */
export async function adopt(
  store: Store,
  snapshot: Snapshot,
  enter: (client: ClientBase, snapshot: Snapshot) => Promise<void>,
): Promise<void> {
  await transaction(store.owner, async (client) => {
    await enter(client, snapshot);
    const before = await insertSnapshot(client, snapshot);
    await renameShadow(client, snapshot.number, before);
    await renameJournalShadow(client, snapshot.number, before);
  });
}
