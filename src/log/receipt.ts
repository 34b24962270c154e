/**
 * Receipts: what the requester needs to prove an answer to anybody, offline. The opening shows what its commitment in
 * the log says; the proof shows that the entry is in the log. A receipt holds no name and no address: the salted digest
 * of the request stands for them. It is transferable: whoever holds it can show it.
 */
import canonicalize from 'canonicalize';
import { base64urlBytes, base64urlOf, decimalNumber, joinBytes, utf8Bytes, utf8Text } from './bytes.ts';
import { commit, SALT_SIZE, STATEMENT } from './commitment.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import type { Sha256 } from './hash.ts';
import { formatProof, parseProof, type TlogProof } from './proof.ts';

export type Outcome = 'confirmed' | 'not_confirmed' | 'refused';

/** What the requester's commitment says. */
export interface ReceiptPart {
  readonly agreement: string;
  /** Of the agreement. */
  readonly version: number;
  /** commit('request', ...) of the canonical question: 32 bytes in base64url. */
  readonly digest: string;
  readonly outcome: Outcome;
  /** The clause that refused; '' unless refused. */
  readonly ground: string;
  /** To the second: YYYY-MM-DDTHH:MM:SSZ. */
  readonly time: string;
}

export interface Opening {
  /** Salt, then the canonical plaintext. Whoever holds it can open the commitment. */
  readonly bytes: Uint8Array;
  readonly commitment: Uint8Array;
}

/** In files: the entry and the opening; the proof is added from the tiles when it is wanted. */
export interface ShortReceipt {
  readonly index: number;
  readonly opening: Uint8Array;
}

export interface Receipt {
  readonly part: ReceiptPart;
  readonly opening: Uint8Array;
  /** The other commitment of the leaf, which stays closed: 32 bytes. */
  readonly caseCommitment: Uint8Array;
  readonly proof: TlogProof;
}

const FIRST_LINE = 'countersign receipt v1';
const LONGEST_OUTCOME = 'not_confirmed'.length;
const OUTCOMES: readonly Outcome[] = ['confirmed', 'not_confirmed', 'refused'];

/** The canonical plaintext. WHY the pad: confirmed and not_confirmed are equally long, so that size tells nothing. */
export function receiptPlaintext(part: ReceiptPart): Uint8Array {
  const problem = partProblem(part);
  if (problem !== null) throw new RangeError(problem);
  const { agreement, digest, ground, outcome, time, version } = part;
  const pad = '.'.repeat(LONGEST_OUTCOME - outcome.length);
  return utf8Bytes(canonicalize({ agreement, digest, ground, outcome, pad, time, version }) ?? '');
}

function partProblem(part: ReceiptPart): string | null {
  const digest = base64urlBytes(part.digest);
  if (!/^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}$/.test(part.agreement)) return 'a receipt names its agreement';
  if (!Number.isSafeInteger(part.version) || part.version < 0) return 'a receipt names the version of its agreement';
  if (!digest.ok || digest.value.length !== 32) return 'a receipt holds a request digest of 32 bytes';
  if (!OUTCOMES.includes(part.outcome)) return 'an outcome is confirmed, not_confirmed or refused';
  if (!/^[a-z0-9-]{0,60}$/.test(part.ground)) return 'a ground is the id of a clause';
  if ((part.outcome === 'refused') !== (part.ground !== '')) return 'exactly a refusal has a ground';
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(part.time))
    return 'a receipt time is to the second, in UTC';
  return null;
}

/** `salt`: 32 fresh random bytes. */
export function makeOpening(sha256: Sha256, part: ReceiptPart, salt: Uint8Array): Opening {
  const plaintext = receiptPlaintext(part);
  return { bytes: joinBytes(salt, plaintext), commitment: commit(sha256, 'receipt', salt, plaintext) };
}

/** What an opening says. Strict: the plaintext must be the one writing of its part. */
export function readOpening(opening: Uint8Array): Decoded<ReceiptPart> {
  const text = utf8Text(opening.subarray(SALT_SIZE));
  if (opening.length <= SALT_SIZE || !text.ok) return undecodable('an opening is 32 bytes of salt and its text');
  const part = partOf(text.value);
  const same = part !== null && partProblem(part) === null && sameText(receiptPlaintext(part), text.value);
  return part !== null && same ? decoded(part) : undecodable('an opening that does not say what a receipt says');
}

function partOf(text: string): ReceiptPart | null {
  try {
    const { agreement, version, digest, outcome, ground, time } = Object(JSON.parse(text)) as Record<
      keyof ReceiptPart,
      unknown
    >;
    const texts = [agreement, digest, outcome, ground, time].every((field) => typeof field === 'string');
    return texts && typeof version === 'number'
      ? ({ agreement, version, digest, outcome, ground, time } as ReceiptPart)
      : null;
  } catch {
    return null;
  }
}

function sameText(bytes: Uint8Array, text: string): boolean {
  const written = utf8Text(bytes);
  return written.ok && written.value === text;
}

/** The commitment that an opening opens. */
export function openingCommitment(sha256: Sha256, opening: Uint8Array): Uint8Array {
  return commit(sha256, 'receipt', opening.slice(0, SALT_SIZE), opening.subarray(SALT_SIZE));
}

/** `<index>.<opening in base64url>`. */
export function formatShortReceipt(short: ShortReceipt): string {
  return `${short.index}.${base64urlOf(short.opening)}`;
}

export function parseShortReceipt(text: string): Decoded<ShortReceipt> {
  const dot = text.indexOf('.');
  const index = decimalNumber(text.slice(0, Math.max(dot, 0)));
  const opening = base64urlBytes(text.slice(dot + 1));
  if (dot < 0 || !index.ok || !opening.ok) return undecodable('a short receipt is `<entry>.<opening in base64url>`');
  return decoded({ index: index.value, opening: opening.value });
}

/** The whole receipt as text: what it says in plain sight, the rest of the leaf, the proof. */
export function formatReceipt(receipt: Omit<Receipt, 'part'>): string {
  const { opening, caseCommitment, proof } = receipt;
  const plaintext = utf8Text(opening.subarray(SALT_SIZE));
  if (!plaintext.ok) throw new RangeError('an opening is 32 bytes of salt and its text');
  const salt = base64urlOf(opening.slice(0, SALT_SIZE));
  const head = [
    FIRST_LINE,
    STATEMENT,
    `answer ${plaintext.value}`,
    `salt ${salt}`,
    `case ${base64urlOf(caseCommitment)}`,
  ];
  return `${head.join('\n')}\n${formatProof(proof)}`;
}

export function parseReceipt(text: string): Decoded<Receipt> {
  const [first, statement, answer = '', saltLine = '', caseLine = '', ...rest] = text.split('\n');
  if (first !== FIRST_LINE) return undecodable(`a receipt starts with the line \`${FIRST_LINE}\``);
  if (statement !== STATEMENT) return undecodable(`the second line of a receipt says: ${STATEMENT}`);
  const salt = base64urlBytes(saltLine.slice(5));
  const caseCommitment = base64urlBytes(caseLine.slice(5));
  if (!saltLine.startsWith('salt ') || !salt.ok || salt.value.length !== SALT_SIZE)
    return undecodable('no salt in the receipt');
  if (!caseLine.startsWith('case ') || !caseCommitment.ok || caseCommitment.value.length !== 32) {
    return undecodable('no case commitment in the receipt');
  }
  if (!answer.startsWith('answer ')) return undecodable('no answer in the receipt');
  const opening = joinBytes(salt.value, utf8Bytes(answer.slice(7)));
  const part = readOpening(opening);
  if (!part.ok) return part;
  const proof = parseProof(rest.join('\n'));
  if (!proof.ok) return proof;
  return decoded({ part: part.value, opening, caseCommitment: caseCommitment.value, proof: proof.value });
}
