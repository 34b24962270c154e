/** Steps 3 and 4 of the path: the standing of a whole tick as of one instant, and the clauses over it. Used before and under the head's lock. */
import type { ClientBase } from 'pg';
import { admit, type Decision } from '../decision/admit.ts';
import { type Asked, usageClaims } from '../decision/ask.ts';
import type { Standing } from '../decision/standing.ts';
import type { Attestation } from '../keys/statement.ts';
import { hexOf } from '../log/bytes.ts';
import { budgetInputs } from '../matching/pairs.ts';
import { currentSnapshot, type Snapshot } from '../store/snapshot.ts';
import type { Head } from '../store/tick.ts';
import type { Gateway } from './gateway.ts';
import type { Inquiry } from './inquiry.ts';
import { type Instruments, readInstruments, type Shared, sharedStanding } from './instruments.ts';
import { type KeyedClaim, keyClaims, openTally, readCounts, type Tally } from './usage.ts';

/** Everything that the decisions of a tick depend on, as of one instant. */
export interface TickStanding {
  readonly now: Date;
  /** The head that it was read under: the same size and standing counter mean that nothing of it has changed since. */
  readonly head: Pick<Head, 'size' | 'standing'>;
  readonly snapshot: Snapshot | null;
  readonly shared: ReadonlyMap<string, Shared>;
  readonly claims: readonly (readonly KeyedClaim[])[];
  readonly tally: Tally;
  /** Pseudonyms of each inquiry's person; [] unless an order names persons. */
  readonly persons: readonly (readonly string[])[];
}

/** A decision and the standing that it was made on. An unreadable row has its ground already. */
export type Judged = { readonly standing: Standing; readonly shared: Shared } & (
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'question'; readonly decision: Decision }
);

/** What the register said, one bit, and the second keyholder's statement about the values asked for. */
export interface Evidence {
  readonly bit: boolean;
  readonly attestation: Attestation | null;
}

/** Step 3, of the instant of `head`. */
export async function readStanding(
  gateway: Gateway,
  client: ClientBase,
  head: Head,
  tick: readonly Inquiry[],
): Promise<TickStanding> {
  const now = laterOf(gateway.clock(), head.latest);
  const instruments = await instrumentsAt(gateway, client, head.standing);
  const snapshot = await currentSnapshot(client);
  const claims = await keyClaims(gateway.keys.pairs, tick.map(claimsOf), snapshot?.number ?? null, now);
  const tally = openTally(claims, await readCounts(client, claims));
  const persons = await personsOf(gateway, tick, instruments);
  return { now, head, snapshot, claims, tally, persons, shared: sharedOf(instruments, tick, now) };
}

/**
 * Step 3 again, under the head's lock. Where the head has not moved, nothing that decisions depend on has, since every writer of usage,
 * orders, agreements and snapshots moves it: what was read serves again.
 */
export async function readStandingAgain(
  gateway: Gateway,
  client: ClientBase,
  head: Head,
  tick: readonly Inquiry[],
  before: TickStanding,
): Promise<TickStanding> {
  if (head.size !== before.head.size || head.standing !== before.head.standing)
    return await readStanding(gateway, client, head, tick);
  const now = laterOf(gateway.clock(), head.latest);
  const instruments = await instrumentsAt(gateway, client, head.standing);
  return { ...before, now, tally: before.tally.again(), shared: sharedOf(instruments, tick, now) };
}

const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);
const claimsOf = (inquiry: Inquiry) => (inquiry.kind === 'question' ? usageClaims(inquiry.asked) : []);

/** Read again only when the head says that they changed. */
async function instrumentsAt(gateway: Gateway, client: ClientBase, standing: number): Promise<Instruments> {
  if (gateway.cached?.standing !== standing) gateway.cached = { standing, instruments: await readInstruments(client) };
  return gateway.cached.instruments;
}

/** One shared standing for each agreement of the tick. Throws where an agreement is not there: files are checked before. */
function sharedOf(instruments: Instruments, tick: readonly Inquiry[], now: Date): Map<string, Shared> {
  const shared = new Map<string, Shared>();
  for (const { agreement } of tick) {
    if (shared.has(agreement)) continue;
    const found = sharedStanding(instruments, agreement, now.toISOString());
    if (found === null) throw new Error(`there is no agreement ${agreement} with a requester in the directory`);
    shared.set(agreement, found);
  }
  return shared;
}

async function personsOf(gateway: Gateway, tick: readonly Inquiry[], instruments: Instruments): Promise<string[][]> {
  if (!instruments.orders.some((order) => order.scope.persons !== undefined)) return tick.map(() => []);
  const inputs = tick.map(personInputs);
  const values = await gateway.keys.pairs.pseudonyms(inputs.flat());
  let at = 0;
  return inputs.map((own) => own.map(() => hexOf(values[at++] as Uint8Array)));
}

function personInputs(inquiry: Inquiry): Uint8Array[] {
  return inquiry.kind === 'question' ? askedPerson(inquiry.asked) : [];
}

function askedPerson({ question, name }: Asked): Uint8Array[] {
  return name === null ? [] : budgetInputs(1, 'name', { ...question.person, other_names: '' }, name);
}

/** The pseudonyms of a question's person, as orders name people. */
export async function personPseudonyms(gateway: Gateway, asked: Asked): Promise<string[]> {
  return (await gateway.keys.pairs.pseudonyms(askedPerson(asked))).map(hexOf);
}

/** Step 4, for inquiry `i` of the tick: the clauses, with no record in sight. Counts nothing: whoever answers adds to the tally. */
export function judge(inquiry: Inquiry, standing: TickStanding, i: number): Judged {
  const shared = standing.shared.get(inquiry.agreement) as Shared;
  const release = inquiry.release === undefined ? {} : { release: inquiry.release };
  const usage = standing.tally.counts(i);
  const own: Standing = { ...shared.standing, usage, persons: standing.persons[i] ?? [], ...release };
  if (inquiry.kind === 'unreadable') return { kind: 'unreadable', standing: own, shared };
  const decision = admit(inquiry.asked, own, standing.now.toISOString());
  return { kind: 'question', decision, standing: own, shared };
}
