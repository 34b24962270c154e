/**
 * Labelled pairs of names to a report. The addresses are made equal: every `a` is the name of the one person on file at an
 * address of their own, and `b` is asked at that same address. Names come as one text each.
 */
import { personOfText, type StandardisedName, standardiseName } from './name.ts';
import { type PersonFields, personForms } from './person-forms.ts';

/** Two names, and whether they are one person's. */
export interface NamePair {
  readonly a: string;
  readonly b: string;
  /** Null: a matter of policy, counted on neither side. */
  readonly same: boolean | null;
  readonly kind: string;
}

export interface WrongNamePair {
  readonly a: string;
  readonly b: string;
  readonly kind: string;
  readonly why: 'false-confirm' | 'unnamed-on-file' | 'unnamed-asked' | 'no-form-in-common';
}

export interface NameEvaluation {
  pairs: number;
  /** Pairs of which a side is no name: never confirmed, and in no other count but those by kind. */
  untyped: number;
  same: number;
  confirmed_same: number;
  /** confirmed_same / same. */
  recall: number;
  different: number;
  false_confirms: number;
  by_kind: Record<string, { pairs: number; confirmed: number }>;
  wrong: WrongNamePair[];
}

const formsOf = (name: StandardisedName, side: 'register' | 'question', fields: PersonFields): string[] =>
  name.kind === 'name' ? personForms(name.name, side, fields) : [];

/** Evaluates labelled pairs of names as questions with `fields`, birth dates and identifiers equal. Pure, in memory. */
export function evaluateNames(rows: Iterable<NamePair>, fields: PersonFields = 'name'): NameEvaluation {
  const report: NameEvaluation = {
    ...{ pairs: 0, untyped: 0, same: 0, confirmed_same: 0, recall: 0, different: 0, false_confirms: 0 },
    by_kind: {},
    wrong: [],
  };
  for (const row of rows) judge(report, row, fields);
  report.recall = report.same === 0 ? 0 : report.confirmed_same / report.same;
  return report;
}

function judge(report: NameEvaluation, row: NamePair, fields: PersonFields): void {
  const wrong = (why: WrongNamePair['why']) => report.wrong.push({ a: row.a, b: row.b, kind: row.kind, why });
  const a = standardiseName(personOfText(row.a));
  const b = standardiseName(personOfText(row.b));
  report.pairs += 1;
  report.by_kind[row.kind] ??= { pairs: 0, confirmed: 0 };
  const count = report.by_kind[row.kind];
  if (count !== undefined) count.pairs += 1;
  if (a.kind === 'unnamed' || b.kind === 'unnamed') {
    report.untyped += 1;
    wrong(a.kind === 'unnamed' ? 'unnamed-on-file' : 'unnamed-asked');
    return;
  }
  const kept = new Set(formsOf(a, 'register', fields));
  const confirmed = formsOf(b, 'question', fields).some((form) => kept.has(form));
  if (confirmed && count !== undefined) count.confirmed += 1;
  if (row.same === true) {
    report.same += 1;
    if (confirmed) report.confirmed_same += 1;
    else wrong('no-form-in-common');
  } else if (row.same === false) {
    report.different += 1;
    if (confirmed) report.false_confirms += 1;
    if (confirmed) wrong('false-confirm');
  }
}
