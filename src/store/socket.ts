import { chownSync, closeSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Account } from './account.ts';
import { SOCKET_PORT } from './settings.ts';
import { errorCode, Unavailable } from './unavailable.ts';

/** Where the server makes its socket, and the host name under which this process reaches it until `close`. */
export interface Socket {
  readonly serverFolder: string;
  readonly host: string;
  readonly close: () => void;
}

/** The shortest limit of the systems we run on (macOS 104 with the closing zero; Linux 108). */
const LONGEST = 103;

/**
 * The socket lies in the database's own folder (0700). On Linux neither a long path nor a closed folder above hinders:
 * the server names it `.` (its working folder), and we go through an open handle of the folder, /proc/self/fd/N.
 * Elsewhere a path that is too long moves the socket to /tmp, in a folder of the server's account only, and `say` is told.
 */
export function socketOf(cluster: string, account: Account, say: (line: string) => void): Socket {
  if (process.platform === 'linux') {
    const handle = openSync(cluster, 'r');
    return { serverFolder: '.', host: `/proc/self/fd/${handle}`, close: () => closeSync(handle) };
  }
  const close = (): void => undefined;
  if (Buffer.byteLength(socketPath(cluster)) <= LONGEST) return { serverFolder: cluster, host: cluster, close };
  const folder = shortFolder(cluster, account);
  say(`The path of the data folder is too long for a socket: PostgreSQL's socket is in ${folder}.`);
  return { serverFolder: folder, host: folder, close };
}

function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${SOCKET_PORT}`);
}

/** INVARIANT: the folder is the account's own, 0700; one that somebody else made is refused. */
export function shortFolder(cluster: string, account: Account): string {
  const name = bytesToHex(sha256(new TextEncoder().encode(cluster))).slice(0, 12);
  const folder = `/tmp/countersign-${account.uid}-${name}`;
  try {
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, account.uid, account.gid);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const { uid, mode } = lstatSync(folder);
  if (lstatSync(folder).isDirectory() && uid === account.uid && (mode & 0o077) === 0) return folder;
  throw new Unavailable(
    'folder',
    `${folder} belongs to somebody else. Look at it, remove it, and run the command again.`,
  );
}
