/** Why the store cannot be used now. A closed list: the command line and the HTTP API each map it once. */
export type UnavailableWhy =
  | 'no-postgresql'
  | 'folder'
  | 'disk-full'
  | 'not-started'
  | 'unreachable'
  | 'rejected-login'
  | 'connection-lost'
  | 'read-only'
  | 'overloaded'
  | 'snapshot-replaced';

/**
 * The store is not available: nothing about the question that was asked. The message says what to do and
 * holds no value of any row. Everything else that the store throws is a defect.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly why: UnavailableWhy;

  constructor(why: UnavailableWhy, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.why = why;
  }
}

/** The store is not available, with the advice that goes with it. */
export function unavailable(why: UnavailableWhy, cause: unknown): Unavailable {
  return new Unavailable(why, ADVICE[why], cause);
}

export function isUnavailable(error: unknown): error is Unavailable {
  return error instanceof Unavailable;
}

/** `code` of a system call (ENOSPC) or of PostgreSQL (SQLSTATE, 53100); '' where there is none. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

const SYSTEM: Readonly<Record<string, UnavailableWhy>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'folder',
  EPERM: 'folder',
  EROFS: 'folder',
  ENOTDIR: 'folder',
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ENOENT: 'unreachable',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
};

/** By SQLSTATE (PostgreSQL 18, appendix A): whole codes first, then the class. */
const SQLSTATE: Readonly<Record<string, UnavailableWhy>> = {
  '53100': 'disk-full',
  '53': 'overloaded',
  '57': 'connection-lost',
  '58': 'not-started',
  '08': 'connection-lost',
  '28': 'rejected-login',
  '3D': 'rejected-login',
  '25006': 'read-only',
};

const ADVICE: Readonly<Record<UnavailableWhy, string>> = {
  'no-postgresql': 'PostgreSQL is not there. Run `npm ci` again, or set DATABASE_URL to an installed PostgreSQL.',
  folder: 'The data folder cannot be read or written. Check who owns it, or name another one.',
  'disk-full': 'The disk is full. Free some room and run the command again: nothing already answered is lost.',
  'not-started': 'PostgreSQL reports a fault of the system. See its log in the data folder.',
  unreachable: 'PostgreSQL cannot be reached. Check DATABASE_URL, or start the command again.',
  'rejected-login': 'PostgreSQL refused the login. Check the user, password and database of DATABASE_URL.',
  'connection-lost': 'The connection to PostgreSQL was lost. Run the command again.',
  'read-only': 'PostgreSQL is a read-only standby now. Name the primary in DATABASE_URL.',
  overloaded: 'PostgreSQL has no connections or memory left. Wait, or raise its limits.',
  'snapshot-replaced': 'The register was replaced meanwhile. Ask again.',
};

/**
 * The one place where errors of the system and of PostgreSQL become `Unavailable`. Returns null for all others:
 * those are defects and are thrown as they are.
 */
export function asUnavailable(error: unknown): Unavailable | null {
  if (isUnavailable(error)) return error;
  const code = errorCode(error);
  const why =
    SYSTEM[code] ?? SQLSTATE[code] ?? (code.length === 5 ? SQLSTATE[code.slice(0, 2)] : undefined) ?? byMessage(error);
  return why === undefined ? null : unavailable(why, error);
}

/** pg gives no code for a connection that ends under it. */
function byMessage(error: unknown): UnavailableWhy | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) return 'unreachable';
  const lost = [
    'Connection terminated',
    'Client has encountered a connection error',
    'timeout exceeded when trying to connect',
  ];
  return lost.some((text) => error.message.startsWith(text)) ? 'connection-lost' : undefined;
}

/** Runs `work`; throws `Unavailable` for what `asUnavailable` knows, everything else as it came. */
export async function mapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asUnavailable(error) ?? error;
  }
}
