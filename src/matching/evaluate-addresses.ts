/**
 * Labelled pairs to a report. Every `a` is the address on file of one person, the register being all of them (so it decides
 * which relaxed forms are usable); each person's `b` is asked.
 */
import { type AddressForm, addressForms, type Standardised, standardiseAddress } from './address.ts';
import { type KnownStreets, knownStreets } from './known-streets.ts';

export interface LabelledPair {
  readonly a: string;
  readonly b: string;
  /** Null: a matter of policy, counted on neither side. */
  readonly same: boolean | null;
  readonly kind: string;
}

export interface KindCount {
  pairs: number;
  confirmed: number;
}

export interface WrongPair {
  readonly a: string;
  readonly b: string;
  readonly kind: string;
  readonly why: 'false-confirm' | 'untyped-on-file' | 'untyped-asked' | 'no-form-in-common' | 'relaxed-form-not-usable';
}

export interface AddressEvaluation {
  pairs: number;
  /** Pairs of which a side is no typed address; by kind too, and in no other count. */
  untyped: number;
  untyped_by_kind: Record<string, number>;
  same: number;
  confirmed_same: number;
  /** confirmed_same / same, over typed pairs. */
  recall: number;
  /** The same without the kinds that are named after typing errors, which are not confirmed by design. */
  same_without_typos: number;
  confirmed_without_typos: number;
  recall_without_typos: number;
  different: number;
  false_confirms: number;
  by_kind: Record<string, KindCount>;
  wrong: WrongPair[];
}

function textOf(address: string): Standardised {
  const none = { delivery_line: '', unit: '', city: '', state: '', postal_code: '', country: '' };
  return standardiseAddress({ ...none, address });
}

function formsOf(standardised: Standardised, side: 'register' | 'question'): AddressForm[] {
  return standardised.kind === 'address' ? addressForms(standardised.address, side, 'unit') : [];
}

/** Do the two sides share a form that may be used? */
function meet(
  filed: readonly AddressForm[],
  asked: readonly AddressForm[],
  streets: KnownStreets,
): 'yes' | 'no' | 'unusable' {
  const known = new Map(filed.map((form) => [`${form.kind}|${form.text}`, form]));
  let unusable = false;
  for (const form of asked) {
    const on = known.get(`${form.kind}|${form.text}`);
    if (on === undefined) continue;
    if (on.street === null || streets.usable(on.street)) return 'yes';
    unusable = true;
  }
  return unusable ? 'unusable' : 'no';
}

/** Evaluates labelled pairs; pure, in memory. */
export function evaluateAddresses(rows: Iterable<LabelledPair>): AddressEvaluation {
  const streets = knownStreets();
  const filed = [...rows].map((row) => ({ row, a: textOf(row.a) }));
  for (const { a } of filed) for (const { street } of formsOf(a, 'register')) if (street !== null) streets.add(street);
  const report: AddressEvaluation = {
    pairs: filed.length,
    untyped: 0,
    untyped_by_kind: {},
    same: 0,
    confirmed_same: 0,
    recall: 0,
    same_without_typos: 0,
    confirmed_without_typos: 0,
    recall_without_typos: 0,
    different: 0,
    false_confirms: 0,
    by_kind: {},
    wrong: [],
  };
  for (const { row, a } of filed) judge(report, row, a, textOf(row.b), streets);
  report.recall = report.same === 0 ? 0 : report.confirmed_same / report.same;
  report.recall_without_typos =
    report.same_without_typos === 0 ? 0 : report.confirmed_without_typos / report.same_without_typos;
  return report;
}

function judge(
  report: AddressEvaluation,
  row: LabelledPair,
  a: Standardised,
  b: Standardised,
  streets: KnownStreets,
): void {
  const wrong = (why: WrongPair['why']) => report.wrong.push({ a: row.a, b: row.b, kind: row.kind, why });
  if (a.kind === 'untyped' || b.kind === 'untyped') {
    report.untyped++;
    report.untyped_by_kind[row.kind] = (report.untyped_by_kind[row.kind] ?? 0) + 1;
    if (row.same === true) wrong(a.kind === 'untyped' ? 'untyped-on-file' : 'untyped-asked');
    return;
  }
  const met = meet(formsOf(a, 'register'), formsOf(b, 'question'), streets);
  const count = report.by_kind[row.kind] ?? { pairs: 0, confirmed: 0 };
  report.by_kind[row.kind] = count;
  count.pairs++;
  if (met === 'yes') count.confirmed++;
  if (row.same === true) {
    const typo = row.kind.includes('typo');
    report.same++;
    if (!typo) report.same_without_typos++;
    if (met === 'yes') {
      report.confirmed_same++;
      if (!typo) report.confirmed_without_typos++;
    } else wrong(met === 'unusable' ? 'relaxed-form-not-usable' : 'no-form-in-common');
  } else if (row.same === false) {
    report.different++;
    if (met === 'yes') {
      report.false_confirms++;
      wrong('false-confirm');
    }
  }
}
