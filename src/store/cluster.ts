import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Account, localAccounts, serverAccount } from './account.ts';
import { preparedBinaries } from './binaries.ts';
import { LOADING, OWNER, SERVING } from './roles.ts';
import { HOST_ACCESS, identMap, serverSettings } from './settings.ts';
import { errorCode, Unavailable } from './unavailable.ts';

/** The database folder of a data folder, and the account that owns and serves it. */
export interface Cluster {
  readonly folder: string;
  readonly dataDir: string;
  readonly account: Account;
}

/** A server that was started here: `exited` resolves when it ends. It outlives this process. */
export interface Started {
  readonly exited: Promise<void>;
}

const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

export function clusterOf(dataDir: string): Cluster {
  const folder = join(dataDir, 'postgres');
  const owner = existsSync(folder) ? statSync(folder).uid : null;
  return { folder, dataDir, account: serverAccount(localAccounts(), process.getuid?.() ?? -1, owner) };
}

/**
 * WHY /proc/self/cwd: Node enters the working folder before it gives up root, so the server reaches its data under a
 * path that is closed to its account, such as /root/checkout/countersign-data.
 */
function dataArgument(folder: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

function run(program: string, cluster: Cluster, folder: string, options: string[], output: number): ChildProcess {
  const { uid, gid } = cluster.account;
  const identity = process.getuid?.() === 0 ? { uid, gid } : {};
  return spawn(program, ['-D', dataArgument(folder), ...options], {
    cwd: folder,
    env: ENVIRONMENT,
    stdio: ['ignore', output, output],
    detached: true,
    ...identity,
  });
}

/** Makes the database files once. They get their final name last: a killed initdb leaves nothing that looks whole. */
export async function initialise(cluster: Cluster, say: (line: string) => void): Promise<void> {
  if (existsSync(cluster.folder)) return;
  const unfinished = `${cluster.folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  chownSync(unfinished, cluster.account.uid, cluster.account.gid);
  const { initdb } = preparedBinaries(cluster.account, cluster.dataDir, say);
  const options = ['-U', OWNER, '--auth=peer', '--encoding=UTF8', '--locale=C', '--no-instructions'];
  const code = await withOutput(cluster, async (output) => {
    const [status]: unknown[] = await once(run(initdb, cluster, unfinished, options, output), 'exit');
    return status;
  });
  if (code !== 0) throw failure(cluster, 'PostgreSQL could not make its files');
  renameSync(unfinished, cluster.folder);
}

/** Starts the server detached: a killed command leaves it running, and the next command attaches to it. */
export async function start(cluster: Cluster, socketFolder: string, say: (line: string) => void): Promise<Started> {
  const { name, uid, gid } = cluster.account;
  const roles = [OWNER, LOADING, SERVING];
  const write = (file: string, text: string): void => {
    writeFileSync(join(cluster.folder, file), text, { mode: 0o600 });
    chownSync(join(cluster.folder, file), uid, gid);
  };
  write('postgresql.conf', serverSettings(socketFolder));
  write('pg_hba.conf', HOST_ACCESS);
  write('pg_ident.conf', identMap(name === 'root' ? ['root'] : ['root', name], roles));
  const { postgres } = preparedBinaries(cluster.account, cluster.dataDir, say);
  return await withOutput(cluster, async (output) => {
    const child = run(postgres, cluster, cluster.folder, [], output);
    await once(child, 'spawn');
    child.unref();
    return { exited: once(child, 'exit').then(() => undefined) };
  });
}

/** Both programs write what happens before the server's own log begins to one small file. */
async function withOutput<T>(cluster: Cluster, work: (output: number) => Promise<T>): Promise<T> {
  const output = openSync(outputFile(cluster), 'w', 0o600);
  try {
    return await work(output);
  } finally {
    closeSync(output);
  }
}

function outputFile(cluster: Cluster): string {
  return join(cluster.dataDir, 'postgres-start.log');
}

/** Says why a start failed: a full disk by name, all else by pointing to the log. */
export function failure(cluster: Cluster, what: string): Unavailable {
  if (`${readFileSync(outputFile(cluster), 'utf8')}${lastLines(cluster)}`.includes('No space left on device')) {
    return new Unavailable(
      'disk-full',
      `${what}: the disk of ${cluster.dataDir} is full. Free some room and run the command again.`,
    );
  }
  return new Unavailable('not-started', `${what}. See ${outputFile(cluster)} and ${join(cluster.folder, 'log')}.`);
}

/** The end of the server's own log, where it began one since its last start; '' otherwise. */
function lastLines(cluster: Cluster): string {
  const folder = join(cluster.folder, 'log');
  if (!existsSync(folder)) return '';
  const begun = statSync(outputFile(cluster)).mtimeMs;
  const since = readdirSync(folder).filter((name) => statSync(join(folder, name)).mtimeMs >= begun);
  return since.map((name) => readFileSync(join(folder, name), 'utf8').slice(-2000)).join('\n');
}

/** True when the start failed only because processes of a killed server are still ending. */
export function mayPass(cluster: Cluster): boolean {
  const log = readFileSync(outputFile(cluster), 'utf8');
  return log.includes('pre-existing shared memory block') || log.includes('lock file "postmaster.pid" already exists');
}

/** Process id of the server by its own file, or null. Trust it only under the folder's lock while a session is open. */
export function serverProcess(cluster: Cluster): number | null {
  try {
    const id = Number(readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(id) && id > 0 ? id : null;
  } catch (error) {
    // WHY not asked before: a server that is ending may take its file away between the question and the reading.
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
