/** The directory of requesters: who they are, under whom they ask, who attests, and whether they may receive. */
import { z } from 'zod';
import { isDay } from './dates.ts';
import { type Problem, readYaml } from './yaml-text.ts';

const text = z.string().trim().min(1, 'is empty').max(400);
const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be letters, digits, dots, dashes and underscores, 64 at most');
const day = z.string().refine(isDay, 'must be a day, written YYYY-MM-DD');
const key = z.string().max(4000);

const officialSchema = z.strictObject({ id, name: text, office: text });
const delegationSchema = z.strictObject({
  official: id,
  name: text,
  from: id,
  recorded_on: day,
  until: day.nullable().default(null),
});
const officerSchema = z.strictObject({
  id,
  name: text,
  /** Overrides the agreement's people_per_officer; null leaves it. */
  people_at_most: z.int().min(1).nullable().default(null),
  key: key.nullable().default(null),
});

const safeguardsSchema = z.strictObject({
  status: z.enum(['current', 'lapsed', 'under-review', 'never-reviewed']),
  reviewed_on: day.nullable(),
  findings: z.array(z.strictObject({ id, due: day, closed: day.nullable().default(null) })).default([]),
});

const requesterSchema = z.strictObject({
  id,
  name: text,
  federal_agency: z.boolean(),
  /** Official ids of the agency head and the inspector general; null where there is none. */
  head: id.nullable(),
  inspector_general: id.nullable(),
  officials: z.array(officialSchema).default([]),
  delegations: z.array(delegationSchema).default([]),
  safeguards: safeguardsSchema,
  acknowledges_verification: z.boolean(),
  officers: z.array(officerSchema).default([]),
  keys: z.array(z.strictObject({ id, key, from: day, until: day.nullable().default(null) })).default([]),
  /** The id of the key that answers go to; '' while none is registered. */
  answer_key: z.string().default(''),
});

/** One requester. `key`s are public keys in the writing of the keys room. Days are YYYY-MM-DD. Plain data. */
export type Requester = z.infer<typeof requesterSchema>;
export type RequesterOfficer = z.infer<typeof officerSchema>;

const directorySchema = z.strictObject({ requesters: z.array(requesterSchema).min(1) });

export type DirectoryRead = { ok: true; requesters: Requester[] } | { ok: false; problems: Problem[] };

/** Reads a directory (`requesters:` and a list). An id twice is refused: keys and caps hang on ids. */
export function parseRequesters(source: string): DirectoryRead {
  const read = readYaml<{ requesters: Requester[] }>(
    source,
    directorySchema as unknown as z.ZodType<{ requesters: Requester[] }>,
  );
  if (!read.ok) return read;
  const problems: Problem[] = [];
  const repeated = (path: (string | number)[], ids: string[]): void => {
    ids.forEach((each, index) => {
      const whole = [...path, index, 'id'];
      if (ids.indexOf(each) !== index)
        problems.push({ line: read.lineOf(whole), path: whole.join('.'), message: `${each} stands twice` });
    });
  };
  const { requesters } = read.value;
  repeated(
    ['requesters'],
    requesters.map((each) => each.id),
  );
  requesters.forEach((each, index) => {
    repeated(
      ['requesters', index, 'officers'],
      each.officers.map((officer) => officer.id),
    );
    repeated(
      ['requesters', index, 'officials'],
      each.officials.map((official) => official.id),
    );
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, requesters };
}

/** Checks a stored entry again; null for anything that is no requester. */
export function requesterFromJson(value: unknown): Requester | null {
  const parsed = requesterSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

const partySchema = z.strictObject({
  id,
  name: text,
  officers: z
    .array(z.strictObject({ id, name: text, key: key.nullable().default(null) }))
    .min(2, 'needs two officers at least: approvals take two'),
  counsel: z.array(z.strictObject({ id, name: text, key: key.nullable().default(null) })).min(1),
});

/** The custodian's own people: officers approve in twos, counsel may suspend alone. */
export type Custodian = z.infer<typeof partySchema>;

export type CustodianRead = { ok: true; custodian: Custodian } | { ok: false; problems: Problem[] };

/** Reads the custodian's officers and counsel (`custodian:`). */
export function parseCustodian(source: string): CustodianRead {
  const schema = z.strictObject({ custodian: partySchema });
  const read = readYaml<{ custodian: Custodian }>(source, schema as unknown as z.ZodType<{ custodian: Custodian }>);
  return read.ok ? { ok: true, custodian: read.value.custodian } : read;
}

/** Safeguard findings that are neither closed nor still in time on the day. */
export function overdueFindings(requester: Requester, today: string): number {
  return requester.safeguards.findings.filter(
    (each) => each.due < today && (each.closed === null || each.closed > today),
  ).length;
}
