/** The fields of a question and of a register row as flat text, with what each may hold. */

export type TextKind = 'text' | 'reference' | 'date' | 'sha256' | 'yes-no';

export interface Field<N extends string = string> {
  readonly name: N;
  readonly kind: TextKind;
  /** In UTF-16 code units, after surrounding spaces are taken off. */
  readonly limit: number;
}

/** What is wrong with one field: never quotes the value, since it may be personal data. */
export interface FieldProblem {
  readonly column: string;
  readonly problem: string;
}

const field = <N extends string>(name: N, kind: TextKind, limit: number): Field<N> => ({ name, kind, limit });
const text = <N extends string>(name: N, limit: number) => field(name, 'text', limit);
const date = <N extends string>(name: N) => field(name, 'date', 10);

const PERSON_FIELDS = [
  text('given_name', 128),
  text('middle_name', 128),
  text('surname', 128),
  text('name_suffix', 32),
  date('birth_date'),
  text('tax_identifier', 32),
];

const ADDRESS_FIELDS = [
  text('delivery_line', 256),
  text('unit', 64),
  text('city', 128),
  text('state', 64),
  text('postal_code', 32),
  text('country', 64),
  text('address', 512),
];

/** Every column of an inquiry file, in the order of the documentation. */
export const QUESTION_FIELDS = [
  field('reference', 'reference', 64),
  ...PERSON_FIELDS,
  ...ADDRESS_FIELDS,
  text('period', 16),
  text('purpose', 64),
  text('authority', 200),
  text('proceeding', 64),
  text('case_number', 64),
  text('reason', 2000),
  text('official', 200),
  text('officer', 64),
  field('attests_engaged', 'yes-no', 16),
  field('attests_sole_use', 'yes-no', 16),
  date('final_order_date'),
  text('court_order_court', 200),
  text('court_order_number', 64),
  date('court_order_date'),
  text('court_order_warrant', 200),
  field('court_order_sha256', 'sha256', 64),
  date('consent_date'),
  text('consent_scope', 200),
  field('consent_sha256', 'sha256', 64),
];

/** Every column of a register file, in the order of the documentation. */
export const REGISTER_FIELDS = [
  field('record_id', 'reference', 64),
  ...PERSON_FIELDS,
  text('other_names', 512),
  text('period', 16),
  ...ADDRESS_FIELDS,
  field('suppressed', 'yes-no', 16),
];

// C0, DEL, C1 and the two Unicode line breaks: none belongs in a name, an address or a legal basis.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** What no field may hold, tab and line breaks included; null when the text is free of it. */
export function characterProblem(value: string): string | null {
  if (CONTROL.test(value)) return 'holds a control character; remove it';
  return value.isWellFormed() ? null : 'holds half of a surrogate pair; write the file as UTF-8';
}

/**
 * Null when the (already trimmed) value may stand in the field as far as length and kind go; an absent value ('') always
 * may, but for a reference.
 */
export function fieldProblem(field: Field, value: string): string | null {
  if (value === '') return field.kind === 'reference' ? 'is missing; every row needs one' : null;
  if (value.length > field.limit) return `is longer than ${field.limit} characters`;
  return field.kind === 'text' || field.kind === 'reference' ? null : kindProblem(field.kind, value);
}

function kindProblem(kind: TextKind, value: string): string | null {
  if (kind === 'date' && !isCalendarDate(value)) return 'is not a date; write YYYY-MM-DD';
  if (kind === 'sha256' && !/^[0-9a-f]{64}$/.test(value))
    return 'is not a SHA-256; write 64 lower-case hexadecimal digits';
  if (kind === 'yes-no' && yesNo(value) === null) return 'is neither yes nor no; write true or false';
  return null;
}

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1']);
const NO: ReadonlySet<string> = new Set(['', 'false', 'no', 'n', '0']);

/** true, yes, y, 1 and false, no, n, 0 in any case; empty is false; null for anything else. */
export function yesNo(value: string): boolean | null {
  const lower = value.toLowerCase();
  if (YES.has(lower)) return true;
  return NO.has(lower) ? false : null;
}

/** A day of the proleptic Gregorian calendar written YYYY-MM-DD (RFC 3339 full-date). */
export function isCalendarDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
