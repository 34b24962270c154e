/** The fields of a question and of a register row as flat text, with what each may hold. */

export type TextKind = 'text' | 'reference' | 'date' | 'sha256' | 'yes-no';

export interface Field {
  readonly name: string;
  readonly kind: TextKind;
  /** In UTF-16 code units, after surrounding spaces are taken off. */
  readonly limit: number;
}

/** What is wrong with one field: never quotes the value, since it may be personal data. */
export interface FieldProblem {
  readonly column: string;
  readonly problem: string;
}

const text = (name: string, limit: number): Field => ({ name, kind: 'text', limit });
const date = (name: string): Field => ({ name, kind: 'date', limit: 10 });

const PERSON_FIELDS: readonly Field[] = [
  text('given_name', 128),
  text('middle_name', 128),
  text('surname', 128),
  text('name_suffix', 32),
  date('birth_date'),
  text('tax_identifier', 32),
];

const ADDRESS_FIELDS: readonly Field[] = [
  text('delivery_line', 256),
  text('unit', 64),
  text('city', 128),
  text('state', 64),
  text('postal_code', 32),
  text('country', 64),
  text('address', 512),
];

/** Every column of an inquiry file, in the order of the documentation. */
export const QUESTION_FIELDS: readonly Field[] = [
  { name: 'reference', kind: 'reference', limit: 64 },
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
  { name: 'attests_engaged', kind: 'yes-no', limit: 5 },
  { name: 'attests_sole_use', kind: 'yes-no', limit: 5 },
  date('final_order_date'),
  text('court_order_court', 200),
  text('court_order_number', 64),
  date('court_order_date'),
  text('court_order_warrant', 200),
  { name: 'court_order_sha256', kind: 'sha256', limit: 64 },
  date('consent_date'),
  text('consent_scope', 200),
  { name: 'consent_sha256', kind: 'sha256', limit: 64 },
];

/** Every column of a register file, in the order of the documentation. */
export const REGISTER_FIELDS: readonly Field[] = [
  { name: 'record_id', kind: 'reference', limit: 64 },
  ...PERSON_FIELDS,
  text('other_names', 512),
  text('period', 16),
  ...ADDRESS_FIELDS,
  { name: 'suppressed', kind: 'yes-no', limit: 5 },
];

// C0, DEL, C1 and the two Unicode line breaks: none belongs in a name, an address or a legal basis.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;

/** Whether the text holds a control character (tab and line breaks included). */
export function holdsControl(value: string): boolean {
  return CONTROL.test(value);
}

/** Null when the (already trimmed) value may stand in the field; an absent value ('') always may, but for a reference. */
export function fieldProblem(field: Field, value: string): string | null {
  if (value === '') return field.kind === 'reference' ? 'is missing; every row needs one' : null;
  if (value.length > field.limit) return `is longer than ${field.limit} characters`;
  if (holdsControl(value)) return 'holds a control character; remove it';
  if (!value.isWellFormed()) return 'holds half of a surrogate pair; write the file as UTF-8';
  return kindProblem(field.kind, value);
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
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
