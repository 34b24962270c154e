/** What one inquiry asks. JSON and rows of a file give the same Question. Design section 5. */
import { z } from 'zod';
import type { AddressText } from '../matching/address.ts';
import type { PersonText } from '../matching/name.ts';
import { type Field, type FieldProblem, QUESTION_FIELDS, yesNo } from './fields.ts';
import { absent, firstCharacterProblem, firstProblem, indexOf } from './flat.ts';
import { quotableName } from './nearest.ts';

/** An ex parte order of a court (26 USC 6103(i)(5)). Every field is text, '' = absent; `date` is YYYY-MM-DD. */
export interface CourtOrder {
  court: string;
  number: string;
  date: string;
  warrant: string;
  sha256: string;
}

/** The taxpayer's consent (26 USC 6103(c)). `date` is YYYY-MM-DD, `sha256` that of the signed form. */
export interface Consent {
  date: string;
  scope: string;
  sha256: string;
}

/** Why the requester may ask. Every text '' = absent; dates YYYY-MM-DD. */
export interface Basis {
  purpose: string;
  authority: string;
  proceeding: string;
  case_number: string;
  reason: string;
  official: string;
  officer: string;
  attests_engaged: boolean;
  attests_sole_use: boolean;
  final_order_date: string;
  court_order: null | CourtOrder;
  consent: null | Consent;
}

export interface Question {
  reference: string;
  person: Omit<PersonText, 'other_names'>;
  address: AddressText;
  period: string;
  basis: Basis;
}

const AT = indexOf(QUESTION_FIELDS);

type Name = keyof typeof AT;

const bounded = (name: string) =>
  z
    .string()
    .max((QUESTION_FIELDS[AT[name as Name]] as Field).limit)
    .optional();
const texts = <K extends string>(names: readonly K[], prefix = '') =>
  Object.fromEntries(names.map((name) => [name, bounded(prefix + name)])) as Record<K, ReturnType<typeof bounded>>;

const PERSON = ['given_name', 'middle_name', 'surname', 'name_suffix', 'birth_date', 'tax_identifier'] as const;
const ADDRESS = ['delivery_line', 'unit', 'city', 'state', 'postal_code', 'country', 'address'] as const;
const BASIS = [
  'purpose',
  'authority',
  'proceeding',
  'case_number',
  'reason',
  'official',
  'officer',
  'final_order_date',
] as const;
const COURT_ORDER = ['court', 'number', 'date', 'warrant', 'sha256'] as const;
const CONSENT = ['date', 'scope', 'sha256'] as const;

/** The JSON shape of an inquiry: unknown fields are refused at every level; what is left out is absent. */
export const questionSchema = z.strictObject({
  reference: z.string().min(1).max(64),
  person: z.strictObject(texts(PERSON)),
  address: z.union([z.string().max(512), z.strictObject(texts(ADDRESS))]),
  period: bounded('period'),
  basis: z
    .strictObject({
      ...texts(BASIS),
      attests_engaged: z.boolean().optional(),
      attests_sole_use: z.boolean().optional(),
      court_order: z.strictObject(texts(COURT_ORDER, 'court_order_')).nullable().optional(),
      consent: z.strictObject(texts(CONSENT, 'consent_')).nullable().optional(),
    })
    .optional(),
});

type QuestionJson = z.infer<typeof questionSchema>;

export type QuestionRead = { ok: true; question: Question } | { ok: false; problem: string; path: string };

/** Reads the JSON shape. Total; `problem` says what to do and quotes no value; `path` is dotted, '' for the whole. */
export function questionFromJson(value: unknown): QuestionRead {
  const parsed = questionSchema.safeParse(value);
  if (!parsed.success) return { ok: false, ...firstIssue(parsed.error.issues) };
  const values = valuesOf(parsed.data);
  const read = firstCharacterProblem(QUESTION_FIELDS, values) ?? questionFromValues(values);
  return 'column' in read
    ? { ok: false, problem: read.problem, path: pathOf(read.column) }
    : { ok: true, question: read };
}

type Issue = z.core.$ZodIssue;

function firstIssue(issues: readonly Issue[]): { problem: string; path: string } {
  const issue = deepest(issues[0] as Issue);
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return { problem: unknownField(issue.keys[0] ?? ''), path };
  if (issue.code === 'too_big') return { problem: `is longer than ${issue.maximum} characters`, path };
  if (issue.code === 'too_small') return { problem: 'is missing; every inquiry needs one', path };
  if (issue.code === 'invalid_type') return { problem: `must be ${expected(issue.expected)}`, path };
  return { problem: 'must be one text or an object of its parts', path };
}

/** A union's own issue says little: where one branch is an object that failed inside, that failure is the one to tell. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat().find((each) => each.code !== 'invalid_type' || each.path.length > 0);
  return inner === undefined ? issue : ({ ...inner, path: [...issue.path, ...inner.path] } as Issue);
}

function expected(kind: string): string {
  if (kind === 'string') return 'a text';
  return kind === 'boolean' ? 'true or false' : 'an object';
}

function unknownField(name: string): string {
  const quoted = quotableName(name);
  return `holds an unknown field${quoted === '' ? '' : ` ${quoted}`}; remove it`;
}

/** Flat values in the order of QUESTION_FIELDS. */
function valuesOf(json: QuestionJson): string[] {
  const values = absent(QUESTION_FIELDS);
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined) values[AT[name as Name]] = value.trim();
  };
  const basis = json.basis ?? {};
  put('reference', json.reference);
  put('period', json.period);
  for (const name of PERSON) put(name, json.person[name]);
  if (typeof json.address === 'string') put('address', json.address);
  else for (const name of ADDRESS) put(name, json.address[name]);
  for (const name of BASIS) put(name, basis[name]);
  put('attests_engaged', String(basis.attests_engaged ?? false));
  put('attests_sole_use', String(basis.attests_sole_use ?? false));
  for (const name of COURT_ORDER) put(`court_order_${name}`, basis.court_order?.[name]);
  for (const name of CONSENT) put(`consent_${name}`, basis.consent?.[name]);
  return values;
}

function pathOf(column: string): string {
  if ((PERSON as readonly string[]).includes(column)) return `person.${column}`;
  if (column !== 'address' && (ADDRESS as readonly string[]).includes(column)) return `address.${column}`;
  if (column.startsWith('court_order_')) return `basis.court_order.${column.slice(12)}`;
  if (column.startsWith('consent_')) return `basis.consent.${column.slice(8)}`;
  return column === 'reference' || column === 'period' || column === 'address' ? column : `basis.${column}`;
}

/**
 * The question of flat values (trimmed, free of forbidden characters, in the order of QUESTION_FIELDS), or the first
 * field that may not stand.
 */
export function questionFromValues(values: readonly string[]): Question | FieldProblem {
  const problem = firstProblem(QUESTION_FIELDS, values);
  if (problem !== null) return problem;
  const at = (index: number) => values[index] as string;
  const address: AddressText = {
    delivery_line: at(AT.delivery_line),
    unit: at(AT.unit),
    city: at(AT.city),
    state: at(AT.state),
    postal_code: at(AT.postal_code),
    country: at(AT.country),
    address: at(AT.address),
  };
  if (writtenTwice(address)) return { column: 'address', problem: WRITTEN_TWICE };
  return {
    reference: at(AT.reference),
    person: {
      given_name: at(AT.given_name),
      middle_name: at(AT.middle_name),
      surname: at(AT.surname),
      name_suffix: at(AT.name_suffix),
      birth_date: at(AT.birth_date),
      tax_identifier: at(AT.tax_identifier),
    },
    address,
    period: at(AT.period),
    basis: basisOf(at),
  };
}

export const WRITTEN_TWICE = 'address is given both as one text and in parts; give one of the two';

/** An address is one text or parts (a country may stand beside either): never both, which could contradict each other. */
export function writtenTwice(address: AddressText): boolean {
  if (address.address === '') return false;
  return `${address.delivery_line}${address.unit}${address.city}${address.state}${address.postal_code}` !== '';
}

function basisOf(at: (index: number) => string): Basis {
  return {
    purpose: at(AT.purpose),
    authority: at(AT.authority),
    proceeding: at(AT.proceeding),
    case_number: at(AT.case_number),
    reason: at(AT.reason),
    official: at(AT.official),
    officer: at(AT.officer),
    attests_engaged: yesNo(at(AT.attests_engaged)) === true,
    attests_sole_use: yesNo(at(AT.attests_sole_use)) === true,
    final_order_date: at(AT.final_order_date),
    court_order: courtOrderOf(at),
    consent: consentOf(at),
  };
}

function courtOrderOf(at: (index: number) => string): CourtOrder | null {
  const order: CourtOrder = {
    court: at(AT.court_order_court),
    number: at(AT.court_order_number),
    date: at(AT.court_order_date),
    warrant: at(AT.court_order_warrant),
    sha256: at(AT.court_order_sha256),
  };
  return `${order.court}${order.number}${order.date}${order.warrant}${order.sha256}` === '' ? null : order;
}

function consentOf(at: (index: number) => string): Consent | null {
  const consent: Consent = { date: at(AT.consent_date), scope: at(AT.consent_scope), sha256: at(AT.consent_sha256) };
  return `${consent.date}${consent.scope}${consent.sha256}` === '' ? null : consent;
}
