/** What a tick adds to the totals of its day. */
import type { TickTotal } from '../store/tick.ts';
import type { Answer } from './inquiry.ts';

/** What is counted of one entered inquiry. */
export interface Counted {
  readonly answer: Answer;
  readonly agreement: string;
  readonly day: string;
}

/** One row for each day, agreement, outcome and ground of the tick, in order. Held inquiries count under the outcome `held`. */
export function totalsOf(entered: readonly Counted[]): TickTotal[] {
  const totals = new Map<string, TickTotal>();
  for (const { answer, agreement, day } of entered) {
    const outcome = answer.outcome === '' ? 'held' : answer.outcome;
    const ground = answer.outcome === '' ? answer.why : answer.ground;
    const key = `${day} ${agreement} ${outcome} ${ground}`;
    const total = totals.get(key);
    if (total === undefined) totals.set(key, { day, agreement, outcome, ground, inquiries: 1 });
    else total.inquiries += 1;
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}
