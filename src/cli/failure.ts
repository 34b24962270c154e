/**
 * The one place that turns what was thrown into a message and an exit code.
 *
 * INVARIANT: what is thrown but not known here is a defect. Its message may quote what it tripped over (a row, a statement, a key), so it
 * is shown only under --trace, which an operator asks for on their own terminal.
 */
import { CommanderError } from 'commander';
import { LogBehind } from '../gateway/keeper-check.ts';
import { FileRefused } from '../inquiry/file-problem.ts';
import { KeysUnavailable } from '../keys/unavailable.ts';
import { isUnavailable } from '../store/unavailable.ts';

export const EXIT = { done: 0, checkFailed: 1, badInput: 2, unavailable: 3, defect: 3 } as const;

/** Bad usage or input, said so that the reader knows what to do next; never holds personal data. */
export class BadInput extends Error {
  override name = 'BadInput';
}

export interface Failure {
  code: number;
  message: string;
}

/** What the operating system says, in words; the path is the user's own argument, its folder no secret. */
const SYSTEM: Readonly<Record<string, Failure>> = {
  ENOENT: { code: EXIT.badInput, message: 'no such file or folder' },
  EISDIR: { code: EXIT.badInput, message: 'is a folder; a file is needed' },
  ENOTDIR: { code: EXIT.badInput, message: 'is not a folder' },
  EEXIST: { code: EXIT.badInput, message: 'is already there; give another place' },
  EACCES: { code: EXIT.unavailable, message: 'may not be opened by this user; check its mode and owner' },
  EPERM: { code: EXIT.unavailable, message: 'may not be changed by this user; check its mode and owner' },
  ENOSPC: { code: EXIT.unavailable, message: 'the disk is full; make room and run the command again' },
  EROFS: { code: EXIT.unavailable, message: 'lies on a file system that is read-only' },
  EMFILE: { code: EXIT.unavailable, message: 'too many files are open; raise the limit (ulimit -n)' },
  ECONNREFUSED: { code: EXIT.unavailable, message: 'nothing answers there; is it started?' },
};

interface SystemError extends Error {
  code: string;
  path?: string;
}

function isSystemError(thrown: unknown): thrown is SystemError {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && thrown.code in SYSTEM;
}

function systemFailure(thrown: SystemError): Failure {
  const known = SYSTEM[thrown.code];
  const where = thrown.path === undefined ? '' : `${thrown.path}: `;
  return { code: known?.code ?? EXIT.unavailable, message: `${where}${known?.message ?? thrown.code}` };
}

/** What to print and with what to exit for anything that a command threw. */
export function failure(thrown: unknown): Failure {
  if (thrown instanceof CommanderError) return { code: thrown.exitCode === 0 ? EXIT.done : EXIT.badInput, message: '' };
  if (thrown instanceof BadInput || thrown instanceof FileRefused)
    return { code: EXIT.badInput, message: thrown.message };
  if (isUnavailable(thrown) || thrown instanceof KeysUnavailable || thrown instanceof LogBehind)
    return { code: EXIT.unavailable, message: thrown.message };
  if (isSystemError(thrown)) return systemFailure(thrown);
  const kind = thrown instanceof Error ? thrown.name : typeof thrown;
  return {
    code: EXIT.defect,
    message: `a defect in countersign stopped the command (${kind}). Nothing unfinished was answered. Run it again with --trace to see where.`,
  };
}
