/** The agreement as both parties sign it: YAML, strict. Items (A)-(K) are those of 5 U.S.C. 552a(o)(1), whether or not that act applies. */
import { z } from 'zod';
import { addMonths, isDay, isTimeZone } from './dates.ts';
import { LEVELS, PERSON_FIELDS } from './pack.ts';
import { dotted, type Problem, readYaml } from './yaml-text.ts';

const text = z.string().trim().min(1, 'is empty').max(4000);
const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be letters, digits, dots, dashes and underscores, 64 at most');
const day = z.string().refine(isDay, 'must be a day, written YYYY-MM-DD');
const count = z.int().min(1).max(1_000_000_000);
const share = z.number().min(0).max(1);

const statuteSchema = z.strictObject({
  cite: text,
  title: text,
  criminal: z.boolean(),
  tax: z.boolean(),
  felony: z.boolean().default(false),
});

const facilitySchema = z.strictObject({
  name: text,
  delivery_line: text,
  unit: z.string().default(''),
  city: z.string().default(''),
  state: z.string().default(''),
  postal_code: z.string().default(''),
});

const itemsSchema = z.strictObject({
  A_purpose_and_legal_authority: text,
  B_justification_and_anticipated_results: text,
  C_records_elements_number_and_dates: text,
  D_individualized_notice: text,
  E_verification_procedures: text,
  F_retention_and_destruction: text,
  G_security: text,
  H_duplication_and_redisclosure: text,
  I_use_return_or_destruction: text,
  J_accuracy_assessments: text,
  K_comptroller_general_access: text,
});

const agreementSchema = z.strictObject({
  id,
  version: z.int().min(1),
  title: text,
  pack: z.strictObject({ id: text, version: z.int().min(1) }),
  custodian: id,
  requester: id,
  purposes: z.array(text).min(1),
  statutes: z.array(statuteSchema).default([]),
  person_fields: z.enum(PERSON_FIELDS),
  /** Counsel's explicit statement that a name without birth date or identifier is enough; needed for `name`. */
  name_only_statement: text.nullable().default(null),
  level: z.enum(LEVELS),
  /** Counsel's switch: whether the authority may be used for an address alone. No default: null answers nothing where the pack asks. */
  address_only_authority: z.boolean().nullable().default(null),
  delegation: z.boolean(),
  periods: z
    .array(z.union([z.string().regex(/^\d{4}$/, 'must be a year'), z.int().min(1900).max(2199)]).transform(String))
    .default([]),
  dates: z.strictObject({ signed: day, effective: day, expires: day, waiting_days: z.int().min(0).max(400) }),
  time_zone: z
    .string()
    .refine(isTimeZone, 'is no time zone that this program knows (IANA name, such as America/New_York)'),
  volume: z.strictObject({
    records_in_all: count,
    records_per_day: count,
    records_per_file: count,
    from: day,
    to: day,
  }),
  caps: z.strictObject({ people_per_officer: count, people_per_case: count, reason_people: count }),
  budget: z.strictObject({
    questions_per_person: count,
    window_days: count,
    /** By how much the allotment of a public name is multiplied where the person fields are the name alone: namesakes share it. */
    namesake_allowance: count.default(1),
    people_per_address: count,
  }),
  /** Share of confirmed among answers outside which the agreement pauses, once `after` answers are counted. */
  hit_rate: z.strictObject({ at_least: share, at_most: share, after: count }).nullable().default(null),
  approvals: z.strictObject({ file_rows_above: count.nullable(), first_use_of_statute: z.boolean() }),
  retention_years: count,
  /** Set where the agreement is about people under a final order: no order can be older than `earliest`. */
  final_order: z.strictObject({ earliest: day }).nullable().default(null),
  /** How old a consent may be, in days; null where none is asked for. */
  consent_days: count.nullable().default(null),
  facilities: z.array(facilitySchema).default([]),
  witnesses: z
    .strictObject({ needed: count, of: z.array(text).min(1) })
    .nullable()
    .default(null),
  notices: z.strictObject({ to_person_after_days: count, channel: text }).nullable().default(null),
  items: itemsSchema,
});

/** One agreement's terms. Days are YYYY-MM-DD in `time_zone`; `expires` is the last day. Plain data. */
export type Agreement = z.infer<typeof agreementSchema>;
export type Statute = z.infer<typeof statuteSchema>;

export type AgreementRead =
  | { ok: true; agreement: Agreement; lineOf: (path: readonly PropertyKey[]) => number }
  | { ok: false; problems: Problem[] };

/** Reads the exact text that is signed. Total: every problem has its line, counted from 1. */
export function parseAgreement(source: string): AgreementRead {
  const read = readYaml<Agreement>(source, agreementSchema as unknown as z.ZodType<Agreement>);
  if (!read.ok) return read;
  const problems = conditions(read.value)
    .filter(([holds]) => !holds)
    .map(([, path, message]) => ({
      line: read.lineOf(path),
      path: dotted(path),
      message,
    }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, agreement: read.value, lineOf: read.lineOf };
}

/** What must hold, where it stands, and what is said where it does not. */
type Condition = [holds: boolean, path: string[], message: string];

function conditions(agreement: Agreement): Condition[] {
  const { dates, volume, hit_rate: band, witnesses } = agreement;
  const named = agreement.person_fields !== 'name' || agreement.name_only_statement !== null;
  return [
    [dates.signed <= dates.effective, ['dates', 'effective'], 'lies before the day of signing'],
    [dates.effective <= dates.expires, ['dates', 'expires'], 'lies before the effective day: the dates are reversed'],
    [
      dates.expires < addMonths(dates.effective, 120),
      ['dates', 'expires'],
      'lies ten years or more after the effective day',
    ],
    [volume.from <= volume.to, ['volume', 'to'], 'lies before `from`: the dates are reversed'],
    [
      volume.from >= dates.effective && volume.to <= dates.expires,
      ['volume'],
      'asks outside the dates of the agreement',
    ],
    [volume.records_per_file <= volume.records_in_all, ['volume', 'records_per_file'], 'is above records_in_all'],
    [volume.records_per_day <= volume.records_in_all, ['volume', 'records_per_day'], 'is above records_in_all'],
    [band === null || band.at_least <= band.at_most, ['hit_rate', 'at_most'], 'is below at_least'],
    [
      witnesses === null || witnesses.needed <= witnesses.of.length,
      ['witnesses', 'needed'],
      'asks for more witnesses than are named',
    ],
    [named, ['person_fields'], "is name alone: counsel's name_only_statement is missing"],
  ];
}
