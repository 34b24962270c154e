/** Why a whole file is refused before any of its rows is answered. */

export type FileProblemKind =
  | 'empty'
  | 'encoding'
  | 'line-too-long'
  | 'separator'
  | 'line-ends'
  | 'no-header'
  | 'bad-header'
  | 'unknown-column'
  | 'duplicate-column'
  | 'missing-column';

/** `line` counts from 1, 0 for the whole file; `column` is the column's name or position, '' where none; `message` says what to do. */
export interface FileProblem {
  readonly kind: FileProblemKind;
  readonly line: number;
  readonly column: string;
  readonly message: string;
}

/** Thrown by the readers before the first row, and only for the file as a whole; a bad row is a value. */
export class FileRefused extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem.message);
    this.name = 'FileRefused';
    this.problem = problem;
  }
}
