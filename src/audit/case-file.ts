/**
 * Case files: everything one decision depended on, in one canonical writing. What many share (terms, standing, submission, the keyholder's
 * statement) stands in by the SHA-256 of documents; usage stands in full. With the documents, `replay` runs the decision again to the byte (law 14).
 */
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Decision } from '../decision/admit.ts';
import { utf8Bytes, utf8Text } from '../log/bytes.ts';
import { type Decoded, decoded, undecodable } from '../log/decoded.ts';

/** SHA-256 of a document, base64url of 32 bytes. */
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const salt = digest;
const count = z.int().min(0);

const receivedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('question'), question: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    kind: z.literal('unreadable'),
    line: count,
    column: z.string(),
    problem: z.string(),
    reference: z.string(),
  }),
]);

const caseSchema = z.strictObject({
  version: z.literal(1),
  /** The question without its empty fields, or where the row could not be read. */
  received: receivedSchema,
  /** Document: what the inquiries of one agreement in one tick share. */
  shared: digest,
  /** Document: how it came in; the rows of a file share one. */
  submission: digest,
  /** One number a usage claim: the count, below zero where this very member was known (-1 - count). */
  usage: z.array(z.int()),
  persons: z.array(z.string()),
  release: z.array(z.string()),
  decision: z.strictObject({
    kind: z.enum(['admitted', 'refused', 'held']),
    at: z.string(),
    ground: z.string(),
    /** One letter a clause, in precedence order: h holds, f fails, w held. */
    clauses: z.string(),
  }),
  outcome: z.enum(['', 'confirmed', 'not_confirmed', 'refused']),
  request_salt: salt,
  receipt_salt: salt,
  /** Its place in the tick that the second keyholder signed, with the digests of its inputs and values; null where nothing was asked. */
  attested: z.tuple([count, digest, digest]).nullable(),
});

const sharedSchema = z.strictObject({
  agreement: z.string(),
  agreement_version: count,
  /** The terms' own digest, hex. */
  terms: z.string().regex(/^[0-9a-f]{64}$/),
  /** Document: agreement standing, requester, orders. */
  standing: digest,
  snapshot: count.nullable(),
  /** Document: the second keyholder's statement about the tick; '' where nothing was asked. */
  tick: z.union([z.literal(''), digest]),
});

/** What the inquiries of one agreement in one tick share, kept once as a document. */
export type SharedCase = z.infer<typeof sharedSchema>;

/** Null for anything that is no such document. */
export function readSharedCase(document: Uint8Array): SharedCase | null {
  const parsed = sharedSchema.safeParse(JSON.parse(new TextDecoder().decode(document)));
  return parsed.success ? parsed.data : null;
}

/** Instants are RFC 3339 UTC; salts and digests base64url of 32 bytes. `outcome` '' is held: no outcome yet. */
export type CaseFile = z.infer<typeof caseSchema>;
export type Received = CaseFile['received'];

/** The canonical writing (RFC 8785). */
export function encodeCaseFile(file: CaseFile): Uint8Array {
  return utf8Bytes(canonicalize(file) ?? '');
}

/** Strict: unknown fields and any other writing are refused. */
export function decodeCaseFile(bytes: Uint8Array): Decoded<CaseFile> {
  const text = utf8Text(bytes);
  if (!text.ok) return undecodable('a case file that is not UTF-8');
  const parsed = caseSchema.safeParse(jsonOrNull(text.value));
  if (!parsed.success)
    return undecodable(`a case file whose ${parsed.error.issues[0]?.path.join('.') ?? 'fields'} cannot be read`);
  return canonicalize(parsed.data) === text.value
    ? decoded(parsed.data)
    : undecodable('a case file in another writing');
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const LETTER = { holds: 'h', fails: 'f', held: 'w' } as const;

/** A decision as the case file keeps it. */
export function decisionRecord(decision: Decision): CaseFile['decision'] {
  const ground = decision.kind === 'refused' ? decision.ground : decision.kind === 'held' ? decision.why : '';
  return {
    kind: decision.kind,
    at: decision.at,
    ground,
    clauses: decision.clauses.map((c) => LETTER[c.result]).join(''),
  };
}

/** What of the standing many inquiries share: kept once as a document under its SHA-256. */
export interface SharedStanding {
  readonly agreement: unknown;
  readonly requester: unknown;
  readonly orders: readonly unknown[];
}

/** The bytes of a document (shared standing, submission): canonical JSON. */
export function documentBytes(value: unknown): Uint8Array {
  return utf8Bytes(canonicalize(value) ?? '');
}

/** A question without what is empty in it: '' and null fields, and parts with nothing else. */
export function withoutEmpty(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field === '' || field === null) continue;
    kept[name] = typeof field === 'object' ? withoutEmpty(field as Record<string, unknown>) : field;
  }
  return kept;
}
