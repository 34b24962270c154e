/** How the inquiry came in. Plain JSON. */
export interface Submission {
  /** Owners of the keys whose verified signatures cover it: the requester's id and officers' ids. */
  readonly signed_by: readonly string[];
  readonly received_at: string;
  /** Rows of the file that it came in; null for a single inquiry. */
  readonly file_rows: number | null;
  /** The signature is in its window and was never seen. */
  readonly fresh: boolean;
  /** Names the file for its own count of rows; absent for a single inquiry. */
  readonly file?: string;
  /** Two officers have approved the file. */
  readonly file_approved?: boolean;
  /** The key that the sender wants the answer for; absent is the agreed one. */
  readonly answer_key?: string;
}
