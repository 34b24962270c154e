/** What the main thread of a load and its workers say to each other. */
import type { LoadScope } from './evaluate-row.ts';
import type { PartPages } from './journal-read.ts';
import type { SpoolKind } from './layout.ts';
import type { Merged, MergeRule } from './merge.ts';
import type { PartPlaces, SpoolIndex } from './spool.ts';

/** What a worker of a load is started with. */
export interface WorkerStart {
  /** Module that exports `evaluateRow` (evaluate-row.ts but in measurements of the load itself). */
  readonly evaluator: string;
  readonly scope: LoadScope;
  readonly format: 'csv' | 'ndjson' | 'corrections';
  /** Lines of the file that are already known not to stand. */
  readonly skip: ReadonlySet<number>;
  readonly folder: string;
  readonly name: string;
  readonly keys: LoadKeys;
}

/** 32 bytes each: the pair's two keys, the key of the journal's values, and the key that seals the journal. */
export interface LoadKeys {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly journal: Uint8Array;
  readonly sealing: Uint8Array;
}

export interface RowsJob {
  readonly kind: 'rows';
  readonly header: Uint8Array;
  readonly lines: Uint8Array;
  /** Number of the first of the lines. */
  readonly firstLine: number;
}

export interface MergeJob {
  readonly kind: 'merge';
  readonly part: number;
  readonly spools: readonly PartPlaces[];
  readonly rule: MergeRule;
  /** Number of the snapshot to be. */
  readonly snapshot: number;
}

export interface CheckJob {
  readonly kind: 'check';
  readonly spools: readonly PartPlaces[];
}

export interface RestoreJob {
  readonly kind: 'restore';
  readonly part: number;
  /** Number of the snapshot whose journal it is. */
  readonly snapshot: number;
  readonly pages: PartPages;
  readonly sealed: Readonly<Record<SpoolKind, Uint8Array | null>>;
}

export type Job = RowsJob | MergeJob | CheckJob | RestoreJob | { readonly kind: 'finish' };

export interface RowsDone {
  readonly rows: number;
  /** Lines that stand; of a correction file, with what they add to and remove from the rows on file. */
  readonly loaded: number;
  readonly added: number;
  readonly removed: number;
  readonly rejected: readonly { readonly line: number; readonly why: string }[];
}

export interface MergeDone extends Merged {
  /** SHA-256 of `pages`. */
  readonly digest: Uint8Array;
}

/** What each kind of job gives back. */
export interface Results {
  readonly rows: RowsDone;
  readonly merge: MergeDone;
  /** Lines whose old writing is not on file. */
  readonly check: readonly number[];
  readonly restore: undefined;
}

export type SpoolIndexes = Readonly<Record<SpoolKind, SpoolIndex>>;
