/** Why a decision came out as it did: everything for officers; for requesters the ground and what would mend it, never the record. */
import { FACTS, type FactName } from '../terms/facts.ts';
import type { Clause, Pack } from '../terms/pack.ts';
import { UNREADABLE } from '../terms/precedence.ts';
import { factsOf, type Verdict } from '../terms/predicate.ts';
import { coveringOrders, type Decision, standingFacts } from './admit.ts';
import type { Asked } from './ask.ts';
import type { Standing } from './standing.ts';

/** One value that a clause looked at. An absent text is '', a number that does not apply null. No name, address or identifier is a fact. */
export interface ValueUsed {
  readonly fact: FactName;
  readonly says: string;
  readonly value: string | number | boolean | null;
}

export interface ClauseExplained {
  readonly id: Clause['id'];
  readonly result: Verdict;
  readonly source: string;
  readonly demands: string;
  readonly values: readonly ValueUsed[];
}

/** Every clause with the values it used, in precedence order, and the orders that covered the inquiry. For officers of the custodian only. */
export interface Explanation {
  readonly at: string;
  readonly clauses: readonly ClauseExplained[];
  readonly orders: readonly string[];
}

/** Explains a decision made on exactly this question and standing. */
export function explain(decision: Decision, asked: Asked, standing: Standing): Explanation {
  const covering = coveringOrders(asked, standing, decision.at);
  const values = { ...asked.facts, ...standingFacts(asked, standing, decision.at, covering) };
  const used = (fact: FactName): ValueUsed => ({ fact, says: FACTS[fact].says, value: values[fact] });
  const results = new Map(decision.clauses.map((each) => [each.id, each.result]));
  const clauses = asked.terms.pack.clauses.map((clause) => ({
    id: clause.id,
    result: results.get(clause.id) ?? 'fails',
    source: clause.source,
    demands: clause.demands,
    values: factsOf(clause.holds_when).map(used),
  }));
  return { at: decision.at, clauses, orders: covering.map((order) => order.id) };
}

/** What a requester learns of a refusal. */
export interface Mending {
  readonly ground: string;
  readonly source: string;
  readonly refuses: string;
  readonly mends: string;
}

/** The ground with its source and what would mend it: the same text for every inquiry, so it says nothing about the record or the person. */
export function mending(ground: string, pack: Pack): Mending {
  const clause: Pick<Clause, 'source' | 'refuses' | 'mends'> | undefined =
    ground === UNREADABLE.id ? UNREADABLE : pack.clauses.find((each) => each.id === ground);
  if (clause === undefined) throw new Error('the ground is no clause of the pack');
  return { ground, source: clause.source, refuses: clause.refuses, mends: clause.mends };
}
