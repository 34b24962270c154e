/** One example inquiry with the outcome that its plan gives it. No outcome here comes from running the program. */
import type { Cells } from './basis.ts';
import { type Home, PLAIN, type Style, write } from './homes.ts';
import type { Person } from './people.ts';

export type Outcome = 'confirmed' | 'not_confirmed' | 'refused' | 'held';

export interface Asked {
  cells: Cells;
  outcome: Outcome;
  ground: string;
  why: string;
  /** Rows that count against one bound, in the order of the file: after `free` of them the outcome is the bound's. */
  bound?: Bound;
  /** Makes the line unreadable. */
  spoil?: (line: string) => string | Uint8Array;
}

export interface Bound {
  readonly name: string;
  readonly free: number;
  readonly outcome: Outcome;
  readonly ground: string;
  readonly why: string;
}

/** The name as it stands on file, without birth date or identifier. */
export function nameCells(person: Person): Cells {
  const { given_name, middle_name, surname, name_suffix } = person;
  return { given_name, middle_name, surname, name_suffix };
}

export function homeCells(home: Home, style: Style = PLAIN): Cells {
  return { ...write(home, style) };
}

export const confirmed = (why: string, ...cells: Cells[]): Asked => asked('confirmed', '', why, cells);
export const notConfirmed = (why: string, ...cells: Cells[]): Asked => asked('not_confirmed', '', why, cells);
export const refused = (ground: string, why: string, ...cells: Cells[]): Asked => asked('refused', ground, why, cells);

function asked(outcome: Outcome, ground: string, why: string, cells: readonly Cells[]): Asked {
  return { cells: Object.assign({}, ...cells) as Cells, outcome, ground, why };
}

/** Applies the bounds in the order of the file. */
export function applyBounds(rows: readonly Asked[]): void {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.bound === undefined) continue;
    const count = (counts.get(row.bound.name) ?? 0) + 1;
    counts.set(row.bound.name, count);
    if (count > row.bound.free)
      [row.outcome, row.ground, row.why] = [row.bound.outcome, row.bound.ground, row.bound.why];
  }
}
