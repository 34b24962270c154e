import { readFileSync } from 'node:fs';
import { Unavailable } from './unavailable.ts';

/** An account of this machine. PostgreSQL must run under one that is not root and has an entry in /etc/passwd. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** In this order: the account made for PostgreSQL, then the one that owns nothing. */
const PREFERRED = ['postgres', 'nobody'];

/** Entries of a passwd file: `name:x:uid:gid:...`, one a line. Lines of another shape are left out. */
export function parsePasswd(text: string): Account[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    const account = { name: name ?? '', uid: Number(uid), gid: Number(gid) };
    return account.name !== '' && Number.isInteger(account.uid) && Number.isInteger(account.gid) ? [account] : [];
  });
}

/**
 * The account under which the server of a data folder runs: our own, or for root the one that owns the folder
 * already (`ownerUid`), else the first of PREFERRED.
 */
export function serverAccount(accounts: readonly Account[], ourUid: number, ownerUid: number | null): Account {
  if (ourUid !== 0) return accountOf(accounts, ourUid);
  if (ownerUid !== null && ownerUid !== 0) return accountOf(accounts, ownerUid);
  const found = PREFERRED.map((name) => accounts.find((account) => account.name === name && account.uid !== 0)).find(
    Boolean,
  );
  if (found !== undefined) return found;
  throw new Unavailable(
    'not-started',
    'PostgreSQL does not run as root. Add an account named `postgres`, or run as another user.',
  );
}

function accountOf(accounts: readonly Account[], uid: number): Account {
  const found = accounts.find((account) => account.uid === uid);
  if (found !== undefined) return found;
  throw new Unavailable('not-started', `PostgreSQL needs an account name: user id ${uid} has no entry in /etc/passwd.`);
}

/** Accounts of this machine; macOS keeps its people elsewhere, so the environment's name is taken for ours. */
export function localAccounts(): Account[] {
  const accounts = parsePasswd(readFileSync('/etc/passwd', 'utf8'));
  const [uid, gid] = [process.getuid?.() ?? -1, process.getgid?.() ?? -1];
  const name = process.env['USER'] ?? '';
  const known = accounts.some((account) => account.uid === uid);
  return known || process.platform === 'linux' || name === '' ? accounts : [...accounts, { name, uid, gid }];
}
