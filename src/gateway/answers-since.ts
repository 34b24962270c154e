/** Which answers an order with a past effective time came too late for. */
import { readCases } from '../store/entries.ts';
import { citationKey } from '../terms/citation.ts';
import { covers, type Order } from '../terms/order.ts';
import { caseOpener, type OpenedCase } from './case-open.ts';
import type { Gateway } from './gateway.ts';
import { personPseudonyms } from './judge.ts';

/** One answer (confirmed or not confirmed) that the order would have forbidden. */
export interface AnsweredSince {
  readonly index: number;
  readonly agreement: string;
}

const AT_ONCE = 1000;

/**
 * Answers given from the order's effective time on, before entry `to`, that it covers; oldest first. Reads backwards from `to`: times never
 * fall as indices grow. Throws where a case file cannot be opened whose day key was not destroyed.
 */
export async function answersSince(gateway: Gateway, order: Order, to: number): Promise<AnsweredSince[]> {
  const found: AnsweredSince[] = [];
  const open = caseOpener(gateway);
  const firstDay = order.effective.slice(0, 10);
  for (let end = to; end > 0; end -= AT_ONCE) {
    const rows = await readCases(gateway.store.pool, Math.max(0, end - AT_ONCE), end);
    for (const row of rows.filter((each) => each.day >= firstDay).reverse()) {
      const read = await open(row);
      if (!read.ok) continue;
      if (await forbids(gateway, order, read.opened)) found.push({ index: row.index, agreement: row.agreement });
    }
    if (rows.some((each) => each.day < firstDay)) break;
  }
  return found.reverse();
}

async function forbids(gateway: Gateway, order: Order, { asked, file, agreement }: OpenedCase): Promise<boolean> {
  const isAnswer = file.outcome === 'confirmed' || file.outcome === 'not_confirmed';
  if (!isAnswer || asked === null) return false;
  const persons = order.scope.persons === undefined ? [] : await personPseudonyms(gateway, asked);
  const { requester } = asked.terms.agreement;
  const subject = { agreement, requester, statute: asked.statute, classes: asked.classes, persons };
  return covers(order, subject, file.decision.at, citationKey);
}
