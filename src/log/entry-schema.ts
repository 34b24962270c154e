/**
 * What each kind of entry says. An entry never holds a name, address or identifier of a person asked about, nor a bare
 * hash of one; officials, agreements and keys are named by their ids. To add a kind, add it here; to change one, raise
 * the version it stands under and keep the old one readable (design law 14).
 */
import { z } from 'zod';

const version = z.literal(1);
/** An id of an agreement, officer, requester, key, order or file. '' in fields said to be optional. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}$/, 'an id has letters, digits and ._:/@+- only');
const optionalId = z.union([z.literal(''), id]);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 hex digits');
const optionalSha256 = z.union([z.literal(''), sha256]);
/** 32 bytes in base64url. */
const commitment = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'a commitment is 32 bytes in base64url');
const text = z.string().max(1000);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const day = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, 'a day is YYYY-MM-DD');
const time = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{3})?Z$/, 'a time is RFC 3339 in UTC');

/** Who approved, in which role, when, how, and the SHA-256 of the evidence (signature or passkey assertion). */
const approval = z.strictObject({ by: id, role: id, at: time, method: id, evidence: optionalSha256 });
const approvals = z.array(approval).max(20);
const tally = { confirmed: count, not_confirmed: count, refused: count, held: count };

const inquiry = z.strictObject({ kind: z.literal('inquiry'), version, case: commitment, receipt: commitment });

/**
 * Counts of the inquiries at entries [from, to): `from` is the `to` of the total before (0 in the first), `to` the index of this
 * very entry, so that no inquiry is left out or counted twice. The agreements add up to the whole.
 */
const dailyTotal = z.strictObject({
  kind: z.literal('daily-total'),
  version,
  day,
  from: count,
  to: count,
  inquiries: count,
  ...tally,
  agreements: z.array(z.strictObject({ agreement: id, ...tally })).max(300),
});

const AGREEMENT_STEPS = [
  'drafted',
  'submitted',
  'signed',
  'activated',
  'paused',
  'suspended',
  'resumed',
  'expired',
  'terminated',
] as const;

const agreementStep = z.strictObject({
  kind: z.literal('agreement-step'),
  version,
  agreement: id,
  agreement_version: count,
  /** Of the exact bytes both parties signed, with the pack's. */
  sha256,
  step: z.enum(AGREEMENT_STEPS),
  at: time,
  by: id,
  reason: text,
  approvals,
});

/** One official's approval of one statement. */
const approvalGiven = z.strictObject({
  kind: z.literal('approval'),
  version,
  subject: id,
  statement: sha256,
  action: id,
  ...approval.shape,
});

/** `scope` names what is covered by ids, '' meaning any; a sealed order that names persons shows its digest only. */
const order = z.strictObject({
  kind: z.literal('order'),
  version,
  order: id,
  step: z.enum(['entered', 'amended', 'lifted']),
  sealed: z.boolean(),
  scope: z.strictObject({ agreement: optionalId, requester: optionalId, authority: optionalId, class: optionalId }),
  sha256,
  issued: time,
  received: time,
  effective: time,
  by: id,
  reason: text,
});

const snapshot = z.strictObject({
  kind: z.literal('snapshot'),
  version,
  snapshot: id,
  /** Of the fingerprint pages. */
  digest: sha256,
  rows: count,
  loaded: count,
  rejected: count,
  fingerprints: count,
  ambiguous: count,
  epoch: count,
  standardiser: id,
  at: time,
});

const keyEvent = z.strictObject({
  kind: z.literal('key-event'),
  version,
  key: id,
  purpose: z.enum([
    'log',
    'receipt',
    'fingerprint',
    'pseudonym',
    'sealing',
    'requester',
    'officer',
    'keyholder',
    'witness',
  ]),
  step: z.enum(['created', 'registered', 'rotated', 'revoked', 'released', 'closed', 'destroyed']),
  /** The public part, where there is one. */
  public_key: text,
  at: time,
  by: id,
  reason: text,
});

const requesterStep = z.strictObject({
  kind: z.literal('requester-step'),
  version,
  requester: id,
  step: z.enum(['registered', 'changed', 'suspended', 'resumed', 'removed', 'finding', 'finding-closed']),
  sha256,
  at: time,
  by: id,
  reason: text,
});

/** What two officers decided about a held inquiry, whose leaf is entry `index`. A release gets its own inquiry leaf. */
const heldRelease = z.strictObject({
  kind: z.literal('held-release'),
  version,
  index: count,
  decision: z.enum(['released', 'declined']),
  at: time,
  reason: text,
  approvals,
});

const report = z.strictObject({
  kind: z.literal('report'),
  version,
  report: id,
  period: text,
  sha256,
  at: time,
  by: id,
});

const notice = z.strictObject({ kind: z.literal('notice'), version, notice: id, to: id, sha256, at: time });

/** Somebody looked into a sealed part: every authorised view is an entry. */
const opening = z.strictObject({
  kind: z.literal('opening'),
  version,
  part: z.enum(['case', 'receipt', 'accounting', 'held', 'journal', 'notice']),
  from: count,
  to: count,
  at: time,
  by: id,
  reason: text,
});

/** The register was put right without a new load; `recalled` answers were given on what was wrong. */
const correction = z.strictObject({
  kind: z.literal('correction'),
  version,
  snapshot: id,
  digest: sha256,
  rows: count,
  recalled: count,
  at: time,
  by: id,
});

const start = z.strictObject({ kind: z.literal('start'), version, at: time, program: text, standardiser: optionalId });
const stop = z.strictObject({ kind: z.literal('stop'), version, at: time, reason: text });

export const ENTRY_VERSION = 1;

export const entrySchema = z.discriminatedUnion('kind', [
  inquiry,
  dailyTotal,
  agreementStep,
  approvalGiven,
  order,
  snapshot,
  keyEvent,
  requesterStep,
  heldRelease,
  report,
  notice,
  opening,
  correction,
  start,
  stop,
]);

export type Entry = z.infer<typeof entrySchema>;
export type EntryKind = Entry['kind'];

export const ENTRY_KINDS: readonly EntryKind[] = entrySchema.options.map((option) => option.shape.kind.value);
