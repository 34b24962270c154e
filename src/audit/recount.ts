/** Counts a log's readable entries anew, and holds each daily total to what the log itself shows. */
import { decodeEntry } from '../log/entry.ts';
import type { Entry, EntryKind } from '../log/entry-schema.ts';

export interface Tally {
  readonly confirmed: number;
  readonly not_confirmed: number;
  readonly refused: number;
  readonly held: number;
}

export interface Recount {
  /** How many entries of each kind; kinds that do not occur are absent. */
  readonly kinds: ReadonlyMap<EntryKind, number>;
  /** Sums of the daily totals: of all, and by agreement. */
  readonly total: Tally;
  readonly agreements: ReadonlyMap<string, Tally>;
  /** Inquiries entered since the last daily total. */
  readonly open: number;
  /** Entries that cannot be read, and totals that the log contradicts. */
  readonly problems: readonly { index: number; message: string }[];
}

export interface Recounter {
  /** Takes the entries in order from the log's first. */
  add: (index: number, entry: Uint8Array) => void;
  result: () => Recount;
}

const NOTHING: Tally = { confirmed: 0, not_confirmed: 0, refused: 0, held: 0 };

/** What an inspector runs over every entry, e.g. as `each` of verifyLog. LIMIT: outcomes are closed; totals state them. */
export function recounter(): Recounter {
  const kinds = new Map<EntryKind, number>();
  const agreements = new Map<string, Tally>();
  const problems: { index: number; message: string }[] = [];
  let total = NOTHING;
  let counted = { to: 0, open: 0 };
  return {
    add(index, bytes) {
      const entry = decodeEntry(bytes);
      if (!entry.ok) {
        problems.push({ index, message: entry.problem });
        return;
      }
      kinds.set(entry.value.kind, (kinds.get(entry.value.kind) ?? 0) + 1);
      if (entry.value.kind === 'inquiry') counted = { ...counted, open: counted.open + 1 };
      if (entry.value.kind !== 'daily-total') return;
      for (const message of totalProblems(entry.value, index, counted)) problems.push({ index, message });
      total = plus(total, entry.value);
      for (const part of entry.value.agreements) {
        agreements.set(part.agreement, plus(agreements.get(part.agreement) ?? NOTHING, part));
      }
      counted = { to: entry.value.to, open: 0 };
    },
    result: () => ({ kinds, total, agreements, open: counted.open, problems }),
  };
}

type DailyTotal = Extract<Entry, { kind: 'daily-total' }>;

function totalProblems(total: DailyTotal, index: number, counted: { to: number; open: number }): string[] {
  const problems: string[] = [];
  if (total.from !== counted.to)
    problems.push(`the daily total starts at entry ${total.from}, the last one ended at ${counted.to}`);
  if (total.to !== index) problems.push(`the daily total ends at entry ${total.to} and stands at ${index}`);
  if (total.inquiries !== counted.open)
    problems.push(`the daily total says ${total.inquiries} inquiries, the log has ${counted.open}`);
  if (sumOf(total) !== total.inquiries)
    problems.push('the outcomes of the daily total are not as many as its inquiries');
  const parts = total.agreements.reduce((sum, part) => plus(sum, part), NOTHING);
  const same = (['confirmed', 'not_confirmed', 'refused', 'held'] as const).every(
    (outcome) => parts[outcome] === total[outcome],
  );
  if (!same) problems.push('the agreements of the daily total do not add up to it');
  return problems;
}

function sumOf(tally: Tally): number {
  return tally.confirmed + tally.not_confirmed + tally.refused + tally.held;
}

function plus(a: Tally, b: Tally): Tally {
  return {
    confirmed: a.confirmed + b.confirmed,
    not_confirmed: a.not_confirmed + b.not_confirmed,
    refused: a.refused + b.refused,
    held: a.held + b.held,
  };
}
