/** Usage of one tick: claims keyed so that nothing readable is stored, counts read together, and what the tick itself adds on top. */
import type { ClientBase } from 'pg';
import type { UsageCount } from '../decision/standing.ts';
import type { UsageClaim } from '../decision/usage.ts';
import type { PairKeys } from '../keys/keyring.ts';
import { hexOf, utf8Bytes } from '../log/bytes.ts';
import { readUsage, type TickUsage, type UsageKey } from '../store/tick.ts';

/** One claim as it is stored. `counter`: rows are counted, not members. */
export interface KeyedClaim extends UsageKey {
  readonly counter: boolean;
  readonly scopeName: string;
  readonly memberName: string;
}

const COUNTER = new Uint8Array(16);
const DAY_MS = 86_400_000;

/**
 * Keys the claims of many inquiries in one call; equal texts are keyed once. INVARIANT: a question counted under one snapshot is another
 * member than under the next, so that asking it of newer records spends budget again (law 7).
 */
export async function keyClaims(
  pairs: PairKeys,
  claims: readonly (readonly UsageClaim[])[],
  snapshot: number | null,
  now: Date,
): Promise<KeyedClaim[][]> {
  const texts = new Map<string, number>();
  const place = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const places = claims.map((own) =>
    own.map((claim) => ({
      claim,
      scope: place(`usage scope\n${claim.scope}`),
      member:
        claim.member === ''
          ? -1
          : place(`usage member\n${claim.cap === 'person-questions' ? snapshot : ''}\n${claim.scope}\n${claim.member}`),
    })),
  );
  const values = await pairs.pseudonyms([...texts.keys()].map(utf8Bytes));
  const names = values.map(hexOf);
  const keyed = (index: number): Uint8Array => (index < 0 ? COUNTER : (values[index] as Uint8Array));
  return places.map((own) =>
    own.map(({ claim, scope, member }) => ({
      scope: keyed(scope),
      member: keyed(member),
      since: claim.window_days === null ? null : new Date(now.getTime() - claim.window_days * DAY_MS),
      counter: member < 0,
      scopeName: names[scope] as string,
      memberName: member < 0 ? '' : (names[member] as string),
    })),
  );
}

/** What is counted already, and what this tick has added so far. */
export interface Tally {
  /** The same counts as read, nothing added. */
  again(): Tally;
  /** Counts for the claims of inquiry `i`, in their order, with what earlier inquiries of the tick added. */
  counts(i: number): UsageCount[];
  /** Adds the claims of inquiry `i`: it is answered. */
  add(i: number): void;
  /** What to write: new members, and how much each scope's count grows. */
  grown(): { members: TickUsage[]; counters: { scope: Uint8Array; more: number }[] };
}

/** Reads the counts of a whole tick in one statement: one for each claim, in their order. */
export async function readCounts(
  client: ClientBase,
  claims: readonly (readonly KeyedClaim[])[],
): Promise<UsageCount[][]> {
  const found = await readUsage(client, claims.flat());
  let at = 0;
  return claims.map((own) => own.map(() => found[at++] ?? { known: false, count: 0 }));
}

/** A tally over counts as read; nothing added yet. */
export function openTally(claims: readonly (readonly KeyedClaim[])[], read: readonly (readonly UsageCount[])[]): Tally {
  const members = new Map<string, TickUsage>();
  const more = new Map<string, { scope: Uint8Array; more: number; counted: boolean }>();
  const memberOf = (claim: KeyedClaim): string => `${claim.scopeName}${claim.memberName}`;
  return {
    again: () => openTally(claims, read),
    counts: (i) =>
      (claims[i] ?? []).map((claim, c) => {
        const base = read[i]?.[c] ?? { known: false, count: 0 };
        const known = base.known || (!claim.counter && members.has(memberOf(claim)));
        return { known, count: base.count + (more.get(claim.scopeName)?.more ?? 0) };
      }),
    add(i) {
      for (const [c, claim] of (claims[i] ?? []).entries()) {
        const isKnown = read[i]?.[c]?.known === true || (!claim.counter && members.has(memberOf(claim)));
        if (isKnown) continue;
        if (!claim.counter) members.set(memberOf(claim), { scope: claim.scope, member: claim.member });
        const sum = more.get(claim.scopeName);
        if (sum === undefined)
          more.set(claim.scopeName, { scope: claim.scope, more: 1, counted: claim.since === null });
        else sum.more += 1;
      }
    },
    grown: () => ({
      members: [...members.values()],
      // WHY sorted: two gateways that grow the same counters take them in the same order.
      counters: [...more.entries()]
        .filter(([, sum]) => sum.counted)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, sum]) => sum),
    }),
  };
}
