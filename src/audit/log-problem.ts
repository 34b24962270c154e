/** What can be wrong with a log as files. */
export type LogProblemKind =
  /** A file that must be there is not. */
  | 'missing'
  /** A file shorter than what it must hold. */
  | 'truncated'
  /** A file longer than what it must hold. */
  | 'trailing'
  /** A file that does not follow from the entries, or an entry that does not follow from the tiles. */
  | 'differs'
  /** A file that no log of this size has. */
  | 'surplus'
  /** The checkpoint cannot be read, is not of this log, or is not signed by it. */
  | 'checkpoint'
  /** The entries do not lead to the root that the log signed. */
  | 'root'
  /** Too few witnesses have cosigned. */
  | 'quorum'
  /** The log does not start with what an older checkpoint signed: rewritten, shrunk, or the wrong log. */
  | 'history';

export interface LogProblem {
  readonly kind: LogProblemKind;
  /** The file, as named within the log. */
  readonly path: string;
  readonly message: string;
}

export interface LogReport {
  readonly ok: boolean;
  /** 0 where no checkpoint could be opened. */
  readonly size: number;
  /** The signed root: 32 bytes, none where no checkpoint could be opened. */
  readonly root: Uint8Array;
  /** Witnesses known to the policy whose cosignatures verify, with their POSIX seconds. */
  readonly cosigned: readonly { name: string; time: number }[];
  /** In the order of the files; nothing after the first hundred, or as many as were asked for. */
  readonly problems: readonly LogProblem[];
}

export const MOST_PROBLEMS = 100;

/** Collects problems and stops collecting at `most`: a wholly wrong log needs no more. */
export function problemList(most: number): {
  problems: LogProblem[];
  add: (kind: LogProblemKind, path: string, message: string) => void;
} {
  const problems: LogProblem[] = [];
  return {
    problems,
    add(kind, path, message) {
      if (problems.length < most) problems.push({ kind, path, message });
    },
  };
}

export type AddProblem = ReturnType<typeof problemList>['add'];
