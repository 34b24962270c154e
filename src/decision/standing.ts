/** Standing: everything but question and terms that a decision depends on. Plain JSON values, kept by case files and replayed. */
import type { Lifecycle, LifecycleState, Party } from '../terms/lifecycle.ts';
import type { Order } from '../terms/order.ts';
import type { Requester } from '../terms/requester.ts';

/** The agreement's state. `expires` is the last day in the agreement's time zone (later than the terms' own only after a renewal). */
export interface AgreementStanding {
  readonly state: LifecycleState;
  /** Parties whose signatures over exactly these terms were verified. */
  readonly signed_by: readonly Party[];
  readonly expires: string;
  /** The latest instant ever seen: a clock set back never revives what had expired. */
  readonly latest_seen: string;
  /** Citation keys whose first use two officers have approved. */
  readonly statutes_used: readonly string[];
}

/** The part of an agreement's life that decisions depend on. */
export function agreementStanding(life: Lifecycle): AgreementStanding {
  const { state, signatures, expires, latest_seen, statutes_used } = life;
  return { state, signed_by: signatures.map((each) => each.party), expires, latest_seen, statutes_used };
}

/** The requester as the directory has it at this instant. */
export type RequesterStanding = Requester;

/**
 * What is already counted for one usage claim: `known` when this very member is in the scope (a repeat: passes), `count` the distinct
 * members in it, without this one if unknown. For counters of rows (member '') `known` is false and `count` the rows before this one.
 */
export interface UsageCount {
  readonly known: boolean;
  readonly count: number;
}

/** One count for each claim of `usageClaims(asked)`, in the same order. */
export type Usage = readonly UsageCount[];

export interface Standing {
  readonly agreement: AgreementStanding;
  readonly requester: RequesterStanding;
  readonly orders: readonly Order[];
  readonly usage: Usage;
  /** Pseudonyms of the question's person keys, needed only while an order names persons. */
  readonly persons?: readonly string[];
  /** Two officers have looked at this held inquiry and let it go on. It opens what was held, never what fails. */
  readonly release?: Release;
}

/** Who let a held inquiry go on: ids of officers of the custodian. Fewer than two different ones release nothing. */
export interface Release {
  readonly officers: readonly string[];
}
