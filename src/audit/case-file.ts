/**
 * Case files: everything one decision depended on, in one canonical writing. Terms, shared standing and submission stand in by the SHA-256 of
 * documents; usage stands in full. With the documents, `replay` runs the decision again to the byte (law 14).
 */
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Decision } from '../decision/admit.ts';
import { utf8Bytes, utf8Text } from '../log/bytes.ts';
import { type Decoded, decoded, undecodable } from '../log/decoded.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const salt = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const count = z.int().min(0);

const receivedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('question'), question: z.string() }),
  z.strictObject({
    kind: z.literal('unreadable'),
    line: count,
    column: z.string(),
    problem: z.string(),
    reference: z.string(),
  }),
]);

/** The second keyholder's statement, checked by attestation.ts. */
const attestationSchema = z.record(z.string(), z.unknown());

const caseSchema = z.strictObject({
  version: z.literal(1),
  received: receivedSchema,
  agreement: z.string(),
  agreement_version: count,
  terms: sha256,
  standing: sha256,
  submission: sha256,
  /** One pair a usage claim: 1 where this member was known, and the count. */
  usage: z.array(z.tuple([z.union([z.literal(0), z.literal(1)]), count])),
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
  snapshot: count.nullable(),
  request_salt: salt,
  receipt_salt: salt,
  attestation: attestationSchema.nullable(),
});

/** Instants are RFC 3339 UTC; salts base64url of 32 bytes; digests lower-case hex. `outcome` '' is held: no outcome yet. */
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
