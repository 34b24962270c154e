/** The world of a data folder: its keys and its store, opened once for a command and closed in order. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Gateway } from '../gateway/gateway.ts';
import { openGateway } from '../gateway/world.ts';
import { type Keys, openKeys } from '../keys/files.ts';
import { openStore, type Store } from '../store/connection.ts';

export interface World {
  /** The data folder, absolute. */
  readonly data: string;
  readonly keys: Keys;
  readonly store: Store;
}

/** Lines for the operator go to standard error: standard output is the command's answer. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Opens the store of a data folder, starting its PostgreSQL where it does not run. */
export function storeOf(data: string): Promise<Store> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  return openStore({ dataDir: data, databaseUrl: process.env['DATABASE_URL'] ?? '', say });
}

/** Runs `work` in the world of `data`; the store is closed whatever happens. Throws KeysUnavailable before the store is started. */
export async function inWorld<T>(data: string, work: (world: World) => Promise<T>): Promise<T> {
  const folder = resolve(data);
  const keys = openKeys(folder);
  const store = await storeOf(folder);
  try {
    return await work({ data: folder, keys, store });
  } finally {
    await store.close();
  }
}

/** As `inWorld`, with the gateway opened over it: the head of a new log is made, and the keeper held against the database. */
export function inGateway<T>(data: string, work: (gateway: Gateway) => Promise<T>): Promise<T> {
  return inWorld(data, async ({ data: dataDir, keys, store }) =>
    work(await openGateway({ dataDir, keys, store, clock: () => new Date() })),
  );
}
