/** Answer files: one row for every inquiry, in the file's order. */

import { open, rename, rm } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { AnsweredRow } from '../gateway/batch.ts';

export const ANSWER_HEADER = 'reference,outcome,ground,receipt\n';

/** How many of each. `by_ground` counts refusals by their clause; held rows are counted apart by the clause that holds them. */
export interface AnswerCounts {
  rows: number;
  confirmed: number;
  not_confirmed: number;
  refused: number;
  held: number;
  by_ground: Record<string, number>;
  held_by: Record<string, number>;
}

export const noAnswers = (): AnswerCounts => ({
  rows: 0,
  confirmed: 0,
  not_confirmed: 0,
  refused: 0,
  held: 0,
  by_ground: {},
  held_by: {},
});

export function countAnswers(counts: AnswerCounts, rows: readonly AnsweredRow[]): void {
  for (const { answer } of rows) {
    counts.rows += 1;
    if (answer.outcome === '') {
      counts.held += 1;
      counts.held_by[answer.why] = (counts.held_by[answer.why] ?? 0) + 1;
      continue;
    }
    counts[answer.outcome] += 1;
    if (answer.outcome === 'refused') counts.by_ground[answer.ground] = (counts.by_ground[answer.ground] ?? 0) + 1;
  }
}

/** Answers as CSV. WHY escape_formulas: a reference that a spreadsheet would run is written so that it does not. */
export function answerLines(rows: readonly AnsweredRow[]): string {
  return stringify(
    rows.map(({ answer }) => [answer.reference, answer.outcome, answer.ground, answer.receipt]),
    { escape_formulas: true },
  );
}

/**
 * A text file written piece by piece under `<path>.partial`, and given its name only when it is whole. Every function throws what the
 * system says (a full disk, say); what was written before stays. `discard` removes the partial file.
 */
export interface PartFile {
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  discard(): Promise<void>;
}

export async function openPartFile(path: string): Promise<PartFile> {
  const partial = `${path}.partial`;
  const file = await open(partial, 'w', 0o600);
  return {
    write: (text) => named(partial, () => file.writeFile(text)),
    async finish() {
      await named(partial, () => file.sync());
      await file.close();
      await rename(partial, path);
    },
    async discard() {
      await file.close();
      await rm(partial, { force: true });
    },
  };
}

/** The system does not say which file it could not write. */
async function named(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    throw thrown instanceof Error ? Object.assign(thrown, { path }) : thrown;
  }
}
