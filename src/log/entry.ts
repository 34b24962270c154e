/** Entries as bytes: canonical JSON (RFC 8785), one writing for each entry, decoded strictly. */
import canonicalize from 'canonicalize';
import { equalBytes, putBase64url, utf8Bytes, utf8Text } from './bytes.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import { ENTRY_KINDS, ENTRY_VERSION, type Entry, entrySchema } from './entry-schema.ts';
import { MAX_ENTRY_BYTES } from './tile.ts';

const BEFORE_CASE = '{"case":"';
const BEFORE_RECEIPT = '","kind":"inquiry","receipt":"';
const AFTER = `","version":${ENTRY_VERSION}}`;
const COMMITMENT_LENGTH = 43;

/** Every inquiry's leaf is this long, whatever was asked and answered (design section 9). */
export const INQUIRY_LEAF_BYTES = BEFORE_CASE.length + BEFORE_RECEIPT.length + AFTER.length + 2 * COMMITMENT_LENGTH;

const LEAF = utf8Bytes(inquiryText('A'.repeat(COMMITMENT_LENGTH), 'A'.repeat(COMMITMENT_LENGTH)));
const CASE_AT = BEFORE_CASE.length;
const RECEIPT_AT = CASE_AT + COMMITMENT_LENGTH + BEFORE_RECEIPT.length;

/** The leaf of an inquiry: two commitments of 32 bytes and nothing else. Made byte by byte, since there are millions. */
export function inquiryLeaf(caseCommitment: Uint8Array, receiptCommitment: Uint8Array): Uint8Array {
  if (caseCommitment.length !== 32 || receiptCommitment.length !== 32) throw new RangeError('a commitment is 32 bytes');
  const leaf = LEAF.slice();
  putBase64url(leaf, CASE_AT, caseCommitment);
  putBase64url(leaf, RECEIPT_AT, receiptCommitment);
  return leaf;
}

function inquiryText(caseCommitment: string, receiptCommitment: string): string {
  return BEFORE_CASE + caseCommitment + BEFORE_RECEIPT + receiptCommitment + AFTER;
}

/** The one writing of an entry. Throws where the entry breaks its schema: a defect of the writer. */
export function encodeEntry(entry: Entry): Uint8Array {
  const text = canonicalize(entrySchema.parse(entry)) ?? '';
  const bytes = utf8Bytes(text);
  if (bytes.length > MAX_ENTRY_BYTES) throw new RangeError('an entry is at most 65,535 bytes; log its SHA-256 instead');
  return bytes;
}

/** Refuses an unknown kind, version or field, a missing field, and any other writing than the canonical one. */
export function decodeEntry(bytes: Uint8Array): Decoded<Entry> {
  const text = utf8Text(bytes);
  if (!text.ok) return undecodable(`an entry that is ${text.problem}`);
  if (bytes.length === INQUIRY_LEAF_BYTES && text.value.startsWith(BEFORE_CASE)) return decodeInquiry(text.value);
  const value = parseJson(text.value);
  if (!value.ok) return value;
  const known = knownKind(value.value);
  if (!known.ok) return known;
  const entry = entrySchema.safeParse(value.value);
  if (!entry.success) {
    const [issue] = entry.error.issues;
    return undecodable(
      `a ${known.value} entry whose ${issue?.path.join('.') || 'fields'}: ${issue?.message ?? 'unreadable'}`,
    );
  }
  if (equalBytes(utf8Bytes(canonicalize(entry.data) ?? ''), bytes)) return decoded(entry.data);
  return undecodable(`a ${known.value} entry that is not in canonical writing`);
}

function decodeInquiry(text: string): Decoded<Entry> {
  const entry = {
    kind: 'inquiry' as const,
    version: ENTRY_VERSION as 1,
    case: text.slice(CASE_AT, CASE_AT + COMMITMENT_LENGTH),
    receipt: text.slice(RECEIPT_AT, RECEIPT_AT + COMMITMENT_LENGTH),
  };
  const whole = inquiryText(entry.case, entry.receipt) === text;
  if (whole && COMMITMENT.test(entry.case) && COMMITMENT.test(entry.receipt)) return decoded(entry);
  return undecodable('an inquiry entry is two commitments, kind and version');
}

const COMMITMENT = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

function parseJson(text: string): Decoded<unknown> {
  try {
    return decoded(JSON.parse(text));
  } catch {
    return undecodable('an entry that is not JSON');
  }
}

function knownKind(value: unknown): Decoded<string> {
  const { kind, version } = Object(value) as { kind?: unknown; version?: unknown };
  if (!ENTRY_KINDS.some((known) => known === kind)) return undecodable('an entry of a kind unknown to this program');
  if (version !== ENTRY_VERSION) return undecodable(`a ${String(kind)} entry of a version unknown to this program`);
  return decoded(String(kind));
}
