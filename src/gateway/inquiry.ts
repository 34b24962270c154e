/** What comes to the path and what leaves it. */
import type { Asked } from '../decision/ask.ts';
import type { Release } from '../decision/standing.ts';
import type { Submission } from '../decision/submission.ts';
import type { Outcome } from '../log/receipt.ts';

/** A row that could not be read: it is refused, entered and answered like any other. */
export interface UnreadableRow {
  readonly line: number;
  readonly column: string;
  readonly problem: string;
  readonly reference: string;
}

/** One inquiry under one agreement: a question ready to be judged, or a row that could not be read. */
export type Inquiry = {
  readonly agreement: string;
  readonly submission: Submission;
  /** It was held, and two officers let it go on. */
  readonly release?: Release;
} & (
  | { readonly kind: 'question'; readonly asked: Asked }
  | { readonly kind: 'unreadable'; readonly row: UnreadableRow }
);

/**
 * What leaves. `outcome` is '' for a held inquiry, whose `ground` is `held`; `ground` names the clause of a refusal, else ''.
 * `receipt` is the short form: entry and opening; '' while held. `why` is the clause that holds, for the custodian's own report.
 */
export interface Answer {
  readonly reference: string;
  readonly outcome: Outcome | '';
  readonly ground: string;
  readonly receipt: string;
  readonly index: number;
  readonly why: string;
}
