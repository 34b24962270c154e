import { mkdirSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  type Cluster,
  clusterOf,
  failure,
  initialise,
  mayPass,
  type Started,
  serverProcess,
  start,
} from './cluster.ts';
import { withFolderLock } from './lock.ts';
import { OWNER } from './roles.ts';
import { SOCKET_PORT } from './settings.ts';
import { type Socket, socketOf } from './socket.ts';
import { asUnavailable, errorCode, Unavailable } from './unavailable.ts';

const LOCK_PATIENCE_MS = 120_000;
const START_PATIENCE_MS = 60_000;
const PAUSE_MS = 20;
const PRESENCE = 'countersign presence';

/** One command's hold on the running server of a data folder. */
export interface Attached {
  readonly host: string;
  readonly port: number;
  /** Ends our hold. The last command to leave stops the server. */
  readonly leave: () => Promise<void>;
}

/**
 * Attaches to the PostgreSQL of a data folder, starting it where it is not running. Starting and stopping happen under
 * the folder's lock, and an open session (`presence`) tells the others that we are there: never two servers on one
 * folder, and none stopped under a command that uses it.
 */
export async function attach(dataDir: string, say: (line: string) => void): Promise<Attached> {
  const folder = ownedFolder(dataDir);
  return await withFolderLock(folder, LOCK_PATIENCE_MS, async () => {
    const cluster = clusterOf(folder);
    await initialise(cluster, say);
    const socket = socketOf(cluster.folder, cluster.account, say);
    try {
      const presence = (await session(socket)) ?? (await startedSession(cluster, socket, say));
      return { host: socket.host, port: SOCKET_PORT, leave: () => leave(cluster, socket, presence) };
    } catch (error) {
      socket.close();
      throw error;
    }
  });
}

function ownedFolder(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid } = statSync(folder);
    const ours = process.getuid?.() ?? uid;
    if (ours !== 0 && uid !== ours) {
      throw new Unavailable(
        'folder',
        `The data folder ${folder} belongs to another user (id ${uid}). Run as that user, or name another folder.`,
      );
    }
    return folder;
  } catch (error) {
    const known = asUnavailable(error);
    throw known === null || known === error ? error : new Unavailable(known.why, `${folder}: ${known.message}`, error);
  }
}

/** An open session, or null where no server listens. */
async function session(socket: Socket): Promise<pg.Client | null> {
  const client = new pg.Client({
    host: socket.host,
    port: SOCKET_PORT,
    user: OWNER,
    database: 'postgres',
    application_name: PRESENCE,
  });
  client.on('error', () => undefined); // WHY: the server may be stopped by hand; the pool reports it where it matters
  try {
    await client.connect();
    return client;
  } catch (error) {
    const known = asUnavailable(error);
    // WHY lost too: a server that dies as it starts (a full disk) takes the session first and ends it.
    if (['ENOENT', 'ECONNREFUSED', STARTING_UP].includes(errorCode(error)) || known?.why === 'connection-lost')
      return null;
    throw known ?? error;
  }
}

const STARTING_UP = '57P03'; // also while shutting down

async function startedSession(cluster: Cluster, socket: Socket, say: (line: string) => void): Promise<pg.Client> {
  const deadline = Date.now() + START_PATIENCE_MS;
  while (Date.now() < deadline) {
    if (!serverRuns(cluster)) removeStalePid(cluster);
    const started = serverRuns(cluster) ? null : await start(cluster, socket.serverFolder, say);
    const client = await firstSession(cluster, socket, started, deadline);
    if (client !== null) return client;
    await sleep(10 * PAUSE_MS); // WHY again: backends of a killed server may still be going
  }
  throw failure(cluster, 'PostgreSQL did not start');
}

/** A session as soon as the server takes one; null when the server has ended instead. */
async function firstSession(
  cluster: Cluster,
  socket: Socket,
  started: Started | null,
  deadline: number,
): Promise<pg.Client | null> {
  let ended = false;
  void started?.exited.then(() => {
    ended = true;
  });
  while (Date.now() < deadline && !ended) {
    const client = await session(socket);
    if (client !== null) return client;
    if (started === null && !serverRuns(cluster)) return null;
    await sleep(PAUSE_MS);
  }
  if (ended && !mayPass(cluster)) throw failure(cluster, 'PostgreSQL did not start');
  return null;
}

/** True while any process works in the database folder (Linux), or the server's own file names a living process. */
function serverRuns(cluster: Cluster): boolean {
  if (process.platform === 'linux') return processesIn(cluster.folder).length > 0;
  const id = serverProcess(cluster);
  return id !== null && alive(id);
}

function processesIn(folder: string): number[] {
  const real = statSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const { dev, ino } = statSync(join('/proc', name, 'cwd'));
        return dev === real.dev && ino === real.ino && readlinkSync(join('/proc', name, 'exe')).endsWith('/postgres')
          ? [Number(name)]
          : [];
      } catch {
        return []; // gone meanwhile, or another user's
      }
    });
}

function alive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * A server that was killed with the machine leaves a file with its process id, which another program may have by now;
 * PostgreSQL would then refuse to start. INVARIANT: called only when no process works in the folder.
 */
function removeStalePid(cluster: Cluster): void {
  if (process.platform === 'linux') rmSync(join(cluster.folder, 'postmaster.pid'), { force: true });
}

async function leave(cluster: Cluster, socket: Socket, presence: pg.Client): Promise<void> {
  try {
    await withFolderLock(cluster.dataDir, LOCK_PATIENCE_MS, async () => {
      const others = await otherCommands(presence);
      await presence.end().catch(() => undefined);
      if (others === 0) await stop(cluster);
    });
  } finally {
    socket.close();
  }
}

async function otherCommands(presence: pg.Client): Promise<number> {
  const text =
    'select count(*)::int as n from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()';
  try {
    const { rows } = await presence.query<{ n: number }>(text, [PRESENCE]);
    return rows[0]?.n ?? 0;
  } catch {
    return 1; // our session is gone, so we cannot know: leave the server to the next command
  }
}

/** Fast shutdown: sessions end, everything committed is on disk. */
async function stop(cluster: Cluster): Promise<void> {
  const id = serverProcess(cluster);
  if (id === null || !alive(id)) return;
  process.kill(id, 'SIGINT');
  for (
    const deadline = Date.now() + START_PATIENCE_MS;
    Date.now() < deadline && alive(id) && serverProcess(cluster) !== null;
  ) {
    await sleep(PAUSE_MS);
  }
}
