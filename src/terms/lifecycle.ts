/**
 * The life of an agreement as a state machine: draft -> review -> signed -> in-force -> suspended <-> in-force -> expired or terminated.
 * Every step is taken with the approvals it needs or not at all; the gateway enters each in the log. Source: 5 U.S.C. 552a(o)(2); design
 * section 6.
 *
 * INVARIANT: a clock set back revives nothing. A step is judged at the later of its own instant and the latest ever seen, and `expired` and
 * `terminated` have no way out.
 */
import { addDays, addMonths, instant, startOfDay } from './dates.ts';
import type { Custodian } from './requester.ts';
import type { Terms } from './terms.ts';

export const LIFECYCLE_STATES = [
  'draft',
  'review',
  'signed',
  'in-force',
  'suspended',
  'expired',
  'terminated',
] as const;
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];
export type Party = 'custodian' | 'requester';

/** The signature of one party over `agreementStatement`, verified by the gateway before the step. */
export interface Signature {
  readonly party: Party;
  readonly by: string;
  readonly at: string;
}

/** Plain data. Days are in the agreement's time zone; `expires` is the last day; `steps` counts the steps taken. */
export interface Lifecycle {
  readonly agreement: string;
  readonly version: number;
  readonly terms: string;
  readonly time_zone: string;
  readonly effective: string;
  readonly waiting_over: string;
  readonly expires: string;
  readonly state: LifecycleState;
  readonly steps: number;
  readonly submitted_by: string;
  readonly signatures: readonly Signature[];
  readonly renewed: boolean;
  readonly statutes_used: readonly string[];
  readonly latest_seen: string;
}

/** `officers`, `by`: ids whose signatures over `stepStatement` the gateway has verified. `at` is an instant. */
export type LifecycleEvent =
  | { readonly kind: 'submit'; readonly by: string; readonly at: string }
  | { readonly kind: 'return'; readonly by: string; readonly at: string }
  | { readonly kind: 'sign'; readonly party: Party; readonly by: string; readonly terms: string; readonly at: string }
  | { readonly kind: 'activate'; readonly officers: readonly string[]; readonly at: string }
  | { readonly kind: 'suspend'; readonly by: string; readonly at: string }
  | { readonly kind: 'resume'; readonly officers: readonly string[]; readonly at: string }
  | {
      readonly kind: 'renew';
      readonly certified: readonly Signature[];
      readonly terms: string;
      readonly until: string;
      readonly at: string;
    }
  | {
      readonly kind: 'approve-statute';
      readonly officers: readonly string[];
      readonly statute: string;
      readonly at: string;
    }
  | { readonly kind: 'terminate'; readonly by: string; readonly at: string }
  | { readonly kind: 'expire'; readonly at: string };

export type StepKind = LifecycleEvent['kind'];

/** For every step: from which states it may be taken, and whose approval it needs. */
export const STEPS: { readonly [K in StepKind]: { readonly from: readonly LifecycleState[]; readonly needs: string } } =
  {
    submit: { from: ['draft'], needs: 'one officer or counsel of the custodian' },
    return: { from: ['review', 'signed'], needs: 'one officer or counsel of the custodian' },
    sign: { from: ['review'], needs: 'the signature of the party over the exact terms, one for each party' },
    activate: { from: ['signed'], needs: 'two different officers of the custodian, neither of whom submitted' },
    suspend: { from: ['in-force'], needs: 'one officer or counsel of the custodian' },
    resume: { from: ['suspended'], needs: 'two different officers of the custodian, neither of whom submitted' },
    renew: { from: ['in-force'], needs: 'both parties certifying compliance in writing' },
    'approve-statute': {
      from: ['signed', 'in-force', 'suspended'],
      needs: 'two different officers of the custodian, neither of whom submitted',
    },
    terminate: { from: ['draft', 'review', 'signed', 'in-force', 'suspended'], needs: 'counsel of the custodian' },
    expire: { from: ['signed', 'in-force', 'suspended'], needs: 'nothing: the last day is over' },
  };

export type StepTaken = { ok: true; state: Lifecycle } | { ok: false; why: string };

/** A new draft of the terms. */
export function draftOf(terms: Terms, at: string): Lifecycle {
  const { agreement } = terms;
  const { dates } = agreement;
  return {
    agreement: agreement.id,
    version: agreement.version,
    terms: terms.sha256,
    time_zone: agreement.time_zone,
    effective: dates.effective,
    waiting_over: addDays(dates.signed, dates.waiting_days),
    expires: dates.expires,
    state: 'draft',
    steps: 0,
    submitted_by: '',
    signatures: [],
    renewed: false,
    statutes_used: [],
    latest_seen: instant(at),
  };
}

const no = (why: string): StepTaken => ({ ok: false, why });

/** Takes one step, or says why not and what it needs. Total on events; throws only where `at` is no instant. */
export function step(life: Lifecycle, event: LifecycleEvent, custodian: Custodian): StepTaken {
  const at = later(instant(event.at), life.latest_seen);
  const { from, needs } = STEPS[event.kind];
  if (!from.includes(life.state)) return no(`${event.kind} cannot follow ${life.state}; it follows ${from.join(', ')}`);
  const over = at >= endOf(life);
  if (over && event.kind !== 'expire' && event.kind !== 'terminate')
    return no(`the last day was ${life.expires}; nothing but expire or terminate follows`);
  const next = { ...life, steps: life.steps + 1, latest_seen: at };
  switch (event.kind) {
    case 'submit':
      return isAnyone(event.by, custodian)
        ? taken(next, { state: 'review', submitted_by: event.by })
        : no(`submit needs ${needs}`);
    case 'return':
      return isAnyone(event.by, custodian)
        ? taken(next, { state: 'draft', submitted_by: '', signatures: [] })
        : no(`return needs ${needs}`);
    case 'sign':
      return sign(next, event, at);
    case 'activate':
      return activate(next, event.officers, at, custodian);
    case 'suspend':
      return isAnyone(event.by, custodian) ? taken(next, { state: 'suspended' }) : no(`suspend needs ${needs}`);
    case 'resume':
      return hasTwo(event.officers, life, custodian) ? taken(next, { state: 'in-force' }) : no(`resume needs ${needs}`);
    case 'renew':
      return renew(next, event, at);
    case 'approve-statute':
      if (!hasTwo(event.officers, life, custodian)) return no(`approve-statute needs ${needs}`);
      return taken(next, { statutes_used: [...new Set([...life.statutes_used, event.statute])] });
    case 'terminate':
      return custodian.counsel.some((each) => each.id === event.by)
        ? taken(next, { state: 'terminated' })
        : no(`terminate needs ${needs}`);
    case 'expire':
      return over ? taken(next, { state: 'expired' }) : no(`the last day is ${life.expires}; it is not over`);
  }
}

/** The state as it stands at an instant: what has run out is expired, whoever noticed. Remembers the latest instant seen. */
export function seenAt(life: Lifecycle, now: string): Lifecycle {
  const at = later(instant(now), life.latest_seen);
  const over = STEPS.expire.from.includes(life.state) && at >= endOf(life);
  return { ...life, latest_seen: at, state: over ? 'expired' : life.state };
}

const taken = (next: Lifecycle, change: Partial<Lifecycle>): StepTaken => ({ ok: true, state: { ...next, ...change } });
const later = (a: string, b: string): string => (a > b ? a : b);
const endOf = (life: Lifecycle): string => startOfDay(addDays(life.expires, 1), life.time_zone);

function sign(life: Lifecycle, event: Extract<LifecycleEvent, { kind: 'sign' }>, at: string): StepTaken {
  if (event.terms !== life.terms)
    return no('the signature is over other terms: a byte of the agreement or its pack has changed');
  if (life.signatures.some((each) => each.party === event.party))
    return no(`the ${event.party} has signed already; the other party's signature is missing`);
  const signatures = [...life.signatures, { party: event.party, by: event.by, at }];
  return taken(life, { signatures, state: signatures.length === 2 ? 'signed' : 'review' });
}

function activate(life: Lifecycle, officers: readonly string[], at: string, custodian: Custodian): StepTaken {
  if (!hasTwo(officers, life, custodian)) return no(`activate needs ${STEPS.activate.needs}`);
  if (at < startOfDay(life.waiting_over, life.time_zone))
    return no(`the waiting period runs until ${life.waiting_over}`);
  if (at < startOfDay(life.effective, life.time_zone)) return no(`the agreement takes effect on ${life.effective}`);
  return taken(life, { state: 'in-force' });
}

/** 5 U.S.C. 552a(o)(2)(D): within the last three months, once, unchanged, for at most one year, both parties certifying in writing. */
function renew(life: Lifecycle, event: Extract<LifecycleEvent, { kind: 'renew' }>, at: string): StepTaken {
  if (life.renewed) return no('the agreement was renewed once; a new one is needed');
  if (event.terms !== life.terms) return no('a renewal leaves the terms unchanged; these are others');
  const parties = new Set(event.certified.map((each) => each.party));
  if (parties.size < 2) return no(`renew needs ${STEPS.renew.needs}`);
  const opens = addMonths(addDays(life.expires, 1), -3);
  if (at < startOfDay(opens, life.time_zone)) return no(`a renewal is open from ${opens} to ${life.expires}`);
  const last = addMonths(life.expires, 12);
  if (event.until <= life.expires || event.until > last) return no(`a renewal lasts one year at most: until ${last}`);
  return taken(life, { expires: event.until, renewed: true });
}

function isAnyone(id: string, custodian: Custodian): boolean {
  return [...custodian.officers, ...custodian.counsel].some((each) => each.id === id);
}

/** Two different officers of the custodian, neither of whom submitted. */
function hasTwo(officers: readonly string[], life: Lifecycle, custodian: Custodian): boolean {
  const counted = new Set(
    officers.filter((id) => id !== life.submitted_by && custodian.officers.some((each) => each.id === id)),
  );
  return counted.size >= 2;
}
