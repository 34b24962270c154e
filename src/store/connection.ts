import pg from 'pg';
import { givenServer } from './given.ts';
import { migrate } from './migrate.ts';
import { attach } from './postgres.ts';
import { ensureRoles, LOADING, OWNER, SERVING } from './roles.ts';
import type { Server } from './server.ts';
import { errorCode, mapped } from './unavailable.ts';

/**
 * The database. `pool` serves: it cannot change or delete log rows nor read the load journal. `loader` loads registers.
 * `owner` migrates and repairs. Errors of the system arrive as `Unavailable`, all others are defects.
 */
export interface Store {
  readonly pool: pg.Pool;
  readonly loader: pg.Pool;
  readonly owner: pg.Pool;
  /** Runs `work` in one transaction of the serving role: commits when it returns, rolls back when it throws. */
  readonly transaction: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;
  /** Ends all sessions; the last command on an embedded server stops it. */
  readonly close: () => Promise<void>;
}

/** `say` gets single lines for the operator: where something lies elsewhere than expected. */
export interface StoreOptions {
  readonly dataDir: string;
  /** Of an installed PostgreSQL; several hosts may be named, the first that takes writes is used. '' = embedded. */
  readonly databaseUrl?: string;
  readonly say: (line: string) => void;
}

const DATABASE = 'countersign';

/** Opens the store: embedded or given PostgreSQL, roles made, migrations run. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const url = options.databaseUrl ?? '';
  return await mapped(async () => {
    const server = url === '' ? await embeddedServer(options) : await givenServer(url);
    try {
      await prepare(server);
      return storeOn(server);
    } catch (error) {
      await server.leave();
      throw error;
    }
  });
}

async function embeddedServer(options: StoreOptions): Promise<Server> {
  const { host, port, leave } = await attach(options.dataDir, options.say);
  const session = (user: string): pg.ClientConfig => ({ host, port, user, database: DATABASE });
  const server: Server = { session, login: 'LOGIN', leave };
  try {
    await makeDatabase({ host, port, user: OWNER, database: 'postgres' });
    return server;
  } catch (error) {
    await leave();
    throw error;
  }
}

async function makeDatabase(config: pg.ClientConfig): Promise<void> {
  await withClient(config, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`).catch(ignoreExisting);
  });
}

/** Another command may make it in the same moment. */
function ignoreExisting(error: unknown): void {
  if (!['42P04', '23505'].includes(errorCode(error))) throw error;
}

async function prepare(server: Server): Promise<void> {
  await withClient(server.session(OWNER), async (client) => {
    await client.query('select pg_advisory_lock($1)', [PREPARING]);
    await ensureRoles(client, server.login);
    await migrate(client);
  });
}

const PREPARING = 6103;

/** Ending the session releases its advisory lock. */
async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...config, application_name: 'countersign' });
  client.on('error', () => undefined); // WHY: an idle session that breaks is found by its next statement
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function storeOn(server: Server): Store {
  const open = (role: string, max: number): pg.Pool => {
    const pool = new pg.Pool({ ...server.session(role), application_name: 'countersign', max });
    pool.on('error', () => undefined); // an idle session ended; the pool opens another when one is wanted
    // WHY: a session that breaks while it is in use says so by its statement; its event alone would end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  const [pool, loader, owner] = [open(SERVING, 10), open(LOADING, 4), open(OWNER, 4)];
  const close = async (): Promise<void> => {
    await Promise.all([pool.end(), loader.end(), owner.end()]);
    await server.leave();
  };
  return { pool, loader, owner, transaction: (work) => transaction(pool, work), close };
}

/** One transaction on one session of `pool`. A session whose end is unknown is not used again. */
export async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return await mapped(async () => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      broken = await client.query('rollback').then(
        () => undefined,
        (failed: Error) => failed,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  });
}
