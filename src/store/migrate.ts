import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { errorCode } from './unavailable.ts';

const FOLDER = join(import.meta.dirname, 'migrations');

/**
 * Runs the plain SQL files of migrations/ that this database has not seen, in the order of their numbers, all in one
 * transaction under an advisory lock. Forward only: an error leaves the database as it was.
 * Returns the names of the files that ran.
 */
export async function migrate(client: pg.Client): Promise<string[]> {
  const done = await ranBefore(client);
  if (fileNames().every((name) => done.has(name))) return [];
  const { runner } = await import('node-pg-migrate'); // WHY here: it takes 0.2 s to load and is seldom needed
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const ran = await runner({
    dbClient: client,
    dir: `${FOLDER}/*.sql`,
    useGlob: true,
    direction: 'up',
    migrationsTable: 'migration',
    advisoryLockMode: 'wait',
    singleTransaction: true,
    checkOrder: true,
    logger: silent,
  });
  return ran.map((file) => file.name);
}

function fileNames(): string[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.sql'));
  return files.map((file) => file.slice(0, -'.sql'.length));
}

async function ranBefore(client: pg.Client): Promise<Set<string>> {
  try {
    const { rows } = await client.query<{ name: string }>('select name from migration');
    return new Set(rows.map((row) => row.name));
  } catch (error) {
    if (errorCode(error) === UNDEFINED_TABLE) return new Set();
    throw error;
  }
}

const UNDEFINED_TABLE = '42P01';

function ignore(): void {
  return;
}
