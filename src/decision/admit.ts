/**
 * Whether a question may be answered. `admit` sees question, terms and standing, never a record (law 3): a refusal or a hold cannot tell
 * anything about one. Every clause is evaluated every time; the first failing one in precedence order is the ground; held only if none fails.
 */
import type { StandardAddress } from '../matching/address.ts';
import type { StandardName } from '../matching/name.ts';
import type { Agreement } from '../terms/agreement.ts';
import { citationKey } from '../terms/citation.ts';
import { addDays, dayIn, startOfDay } from '../terms/dates.ts';
import type { StandingFacts } from '../terms/facts.ts';
import { covers, isSilent, type Order } from '../terms/order.ts';
import { compiledClauses } from '../terms/pack.ts';
import type { ClauseId } from '../terms/precedence.ts';
import type { Verdict } from '../terms/predicate.ts';
import { overdueFindings, type Requester, type RequesterOfficer } from '../terms/requester.ts';
import { type Asked, canonicalInstant } from './ask.ts';
import { foldedChoice } from './basis.ts';
import type { Standing } from './standing.ts';
import { countWith, sizeWith } from './usage.ts';

export interface ClauseResult {
  readonly id: ClauseId;
  readonly result: Verdict;
}

declare const unlocked: unique symbol;

/** The only value that unlocks matching. `silenced`: a sealed order names the person; the outcome is not confirmed whatever is on file. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly at: string;
  readonly clauses: readonly ClauseResult[];
  readonly silenced: boolean;
  readonly name: StandardName;
  readonly address: StandardAddress;
  readonly period: string;
  /** Only `admit` makes one. */
  readonly [unlocked]: true;
}

export interface Refused {
  readonly kind: 'refused';
  readonly at: string;
  readonly clauses: readonly ClauseResult[];
  readonly ground: ClauseId;
}

export interface Held {
  readonly kind: 'held';
  readonly at: string;
  readonly clauses: readonly ClauseResult[];
  readonly why: ClauseId;
}

export type Decision = Admitted | Refused | Held;

/** Decides. `now` is an instant. Throws only on defects: usage that does not fit the claims, or persons' pseudonyms not given. */
export function admit(asked: Asked, standing: Standing, now: string): Decision {
  const at = canonicalInstant(now);
  const covering = coveringOrders(asked, standing, at);
  const live = standingFacts(asked, standing, at, covering);
  const clauses = compiledClauses(asked.terms.pack).map(({ id, evaluate }) => ({
    id,
    result: evaluate(asked.facts, live),
  }));
  const ground = clauses.find((clause) => clause.result === 'fails')?.id;
  if (ground !== undefined) return { kind: 'refused', at, clauses, ground };
  const why = clauses.find((clause) => clause.result === 'held')?.id;
  if (why !== undefined && new Set(standing.release?.officers).size < 2) return { kind: 'held', at, clauses, why };
  return admitted(asked, at, clauses, covering);
}

function admitted(asked: Asked, at: string, clauses: readonly ClauseResult[], covering: readonly Order[]): Admitted {
  const { name, address, question } = asked;
  // INVARIANT: name-given and address-typed stand in every pack, so both are there once every clause holds.
  if (name === null || address === null)
    throw new Error('admitted without a name and a typed address: the pack does not ask for them');
  const silenced = covering.some(isSilent);
  return { kind: 'admitted', at, clauses, silenced, name, address, period: question.period } as Admitted;
}

/** The orders in effect at the instant that cover the inquiry, silent ones included. */
export function coveringOrders(asked: Asked, standing: Standing, at: string): Order[] {
  if (standing.orders.length === 0) return [];
  const { persons } = standing;
  if (persons === undefined && standing.orders.some((order) => order.scope.persons !== undefined)) {
    throw new Error("an order names persons, and the standing lacks the question's pseudonyms");
  }
  const { agreement } = asked.terms;
  const subject = {
    agreement: agreement.id,
    requester: agreement.requester,
    statute: asked.statute,
    classes: asked.classes,
    persons: persons ?? [],
  };
  return standing.orders.filter((order) => covers(order, subject, at, citationKey));
}

/** The facts of the standing at the instant; a silent order is none that a clause could see. */
export function standingFacts(asked: Asked, standing: Standing, at: string, covering: readonly Order[]): StandingFacts {
  if (standing.usage.length !== asked.claims.length)
    throw new Error('usage does not answer the claims of the question one by one');
  const { agreement: state, requester } = standing;
  const { agreement } = asked.terms;
  const today = dayIn(at, agreement.time_zone);
  return {
    now: at,
    'now.latest': state.latest_seen > at ? state.latest_seen : at,
    'agreement.state': state.state,
    'agreement.signed_by_custodian': state.signed_by.includes('custodian'),
    'agreement.signed_by_requester': state.signed_by.includes('requester'),
    'agreement.expires': endOf(state.expires, agreement.time_zone),
    'orders.covering': covering.filter((order) => !isSilent(order)).length,
    'requester.party': requester.id === agreement.requester,
    'requester.federal_agency': requester.federal_agency,
    'requester.acknowledges_verification': requester.acknowledges_verification,
    'requester.answer_key': requester.answer_key !== '',
    'safeguards.status': requester.safeguards.status,
    'safeguards.overdue': overdueFindings(requester, today),
    'statute.used_before': state.statutes_used.includes(asked.statute),
    ...officialFacts(asked, requester, today),
    ...signatureFacts(asked, requester, agreement),
    ...usageFacts(asked, standing),
  };
}

const ends = new Map<string, string>();

/** The instant at which the last day is over in the zone. */
function endOf(lastDay: string, zone: string): string {
  const key = `${zone} ${lastDay}`;
  const known = ends.get(key);
  if (known !== undefined) return known;
  if (ends.size > 10_000) ends.clear();
  const made = startOfDay(addDays(lastDay, 1), zone);
  ends.set(key, made);
  return made;
}

interface Index {
  readonly officials: ReadonlySet<string>;
  readonly officers: ReadonlyMap<string, RequesterOfficer>;
}

const indexes = new WeakMap<Requester, Index>();

function indexOf(requester: Requester): Index {
  const known = indexes.get(requester);
  if (known !== undefined) return known;
  const listed = requester.officials.flatMap(({ id, name, office }) => [
    id,
    name,
    office,
    `${name}, ${office}`,
    `${office} ${name}`,
  ]);
  const heads = [requester.head, requester.inspector_general].filter((id) => id !== null);
  const made: Index = {
    officials: new Set([...listed, ...heads].map(foldedChoice)),
    officers: new Map(requester.officers.map((officer) => [foldedChoice(officer.id), officer])),
  };
  indexes.set(requester, made);
  return made;
}

function officialFacts(asked: Asked, requester: Requester, today: string) {
  const named = foldedChoice(asked.question.basis.official);
  const holds = (each: Requester['delegations'][number]): boolean =>
    (named === foldedChoice(each.official) || named === foldedChoice(each.name)) &&
    each.recorded_on <= today &&
    (each.until === null || today <= each.until);
  return {
    'official.listed': named !== '' && indexOf(requester).officials.has(named),
    'official.delegated': named !== '' && requester.delegations.some(holds),
  };
}

function signatureFacts(asked: Asked, requester: Requester, agreement: Agreement) {
  const { question, submission } = asked;
  const { officers } = indexOf(requester);
  const officer = officers.get(foldedChoice(question.basis.officer));
  return {
    'officer.registered': officer !== undefined,
    'officer.signed': officer !== undefined && submission.signed_by.includes(officer.id),
    'officer.people_at_most': officer?.people_at_most ?? agreement.caps.people_per_officer,
    'submission.signed': submission.signed_by.some(
      (owner) => owner === requester.id || officers.has(foldedChoice(owner)),
    ),
    'submission.answer_key_agreed':
      submission.answer_key === undefined || submission.answer_key === requester.answer_key,
  };
}

function usageFacts({ claims, submission }: Asked, { usage }: Standing) {
  return {
    'officer.people': countWith('officer-people', claims, usage),
    'case.people': countWith('case-people', claims, usage),
    'reason.people': countWith('reason-people', claims, usage),
    'reason.cases': sizeWith('reason-cases', claims, usage),
    'budget.questions': countWith('person-questions', claims, usage),
    'budget.address_people': countWith('address-people', claims, usage),
    'volume.day': countWith('day-rows', claims, usage),
    'volume.in_all': countWith('term-rows', claims, usage),
    'volume.file': Math.max(submission.file_rows ?? 0, countWith('file-rows', claims, usage)),
  };
}
