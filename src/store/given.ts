import pg from 'pg';
import { OWNER } from './roles.ts';
import type { Server } from './server.ts';
import { Unavailable } from './unavailable.ts';

const CONNECT_MS = 5_000;

/**
 * `postgres://user:word@a:5432,b:5432/db` as one URL for each host, since pg knows one host only.
 * LIMIT: an IPv6 host is not taken together with others.
 */
export function urlsByHost(url: string): string[] {
  const [, before, hosts, after] = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/.exec(url) ?? [];
  if (before === undefined || hosts === undefined || after === undefined) {
    throw new Unavailable(
      'unreachable',
      'DATABASE_URL cannot be read. It looks like postgres://user:password@host:5432/database.',
    );
  }
  return hosts.split(',').map((host) => `${before}${host}${after}`);
}

/** The PostgreSQL of DATABASE_URL: the first of its hosts that takes writes. Sessions take their role at their start. */
export async function givenServer(url: string): Promise<Server> {
  const connectionString = await firstWritable(urlsByHost(url));
  const base: pg.ClientConfig = { connectionString, connectionTimeoutMillis: CONNECT_MS };
  const session = (role: string): pg.ClientConfig => (role === OWNER ? base : { ...base, options: `-c role=${role}` });
  return { session, login: 'NOLOGIN', leave: async () => undefined };
}

async function firstWritable(urls: string[]): Promise<string> {
  let last: unknown;
  for (const url of urls) {
    try {
      if (await takesWrites(url)) return url;
    } catch (error) {
      last = error;
    }
  }
  throw last ?? new Unavailable('read-only', 'No host of DATABASE_URL takes writes. Name the primary.');
}

async function takesWrites(connectionString: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString,
    application_name: 'countersign',
    connectionTimeoutMillis: CONNECT_MS,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby');
    return rows[0]?.standby === false;
  } finally {
    await client.end();
  }
}
