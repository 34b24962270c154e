/** Replay: the decision of a case file made again from what the file names, and everything compared with what was entered (law 14). */
import canonicalize from 'canonicalize';
import { admit, type Decision } from '../decision/admit.ts';
import { prepare, type Submission } from '../decision/ask.ts';
import type { Standing } from '../decision/standing.ts';
import { canonicalQuestion } from '../inquiry/canonical.ts';
import { type Question, questionFromJson } from '../inquiry/question.ts';
import { base64urlOf, equalBytes } from '../log/bytes.ts';
import { commit, SALT_SIZE } from '../log/commitment.ts';
import { inquiryLeaf } from '../log/entry.ts';
import type { Verifiers } from '../log/hash.ts';
import type { Terms } from '../terms/terms.ts';
import { type KnownKeyholder, verifyAttestation } from './attestation.ts';
import { attestationOf, type ReadTick } from './attested-tick.ts';
import { type CaseFile, decisionRecord, decodeCaseFile, readSharedCase, type SharedCase } from './case-file.ts';
import { receiptOf } from './case-receipt.ts';

/** Documents by their SHA-256 in base64url; null where one is missing. `terms` and `tick` read what documents hold, each once. */
export interface ReplaySource {
  readonly tools: Verifiers;
  readonly keyholder: KnownKeyholder;
  document(digest: string): Promise<Uint8Array | null>;
  terms(sha256: string): Promise<Terms | null>;
  tick(digest: string): Promise<ReadTick | null>;
}

/** `why` says what differs, and holds nothing of the question. */
export type Replayed = { readonly ok: true; readonly file: CaseFile } | { readonly ok: false; readonly why: string };

const differs = (why: string): Replayed => ({ ok: false, why });

/** Replays the opened case (its salt, then the case file) of the entry whose leaf is `leaf`. */
export async function replayCase(source: ReplaySource, leaf: Uint8Array, opened: Uint8Array): Promise<Replayed> {
  const { sha256 } = source.tools;
  const salt = opened.slice(0, SALT_SIZE);
  const plaintext = opened.slice(SALT_SIZE);
  if (plaintext.length === 0) return differs('there is no case file');
  const decoded = decodeCaseFile(plaintext);
  if (!decoded.ok) return differs(decoded.problem);
  const file = decoded.value;
  const shared = await sharedOf(source, file.shared);
  if (shared === null) return differs('what the case file shares with others is not there');
  const question = file.received.kind === 'question' ? questionOf(file.received.question) : null;
  if (file.received.kind === 'question' && question === null) return differs('the question cannot be read');
  const request = question === null ? referenceOf(file) : canonicalQuestion(question);
  const receipt = receiptOf(sha256, file, { ...shared, request });
  const again = inquiryLeaf(commit(sha256, 'case', salt, plaintext), receipt.commitment);
  if (!equalBytes(again, leaf)) return differs('the case file is not the one that the entry commits to');
  const why = question === null ? unreadableDiffers(file) : await decisionDiffers(source, file, shared, question);
  return why === null ? { ok: true, file } : differs(why);
}

const referenceOf = ({ received }: CaseFile): string => (received.kind === 'unreadable' ? received.reference : '');

function questionOf(value: unknown): Question | null {
  const read = questionFromJson(value);
  return read.ok ? read.question : null;
}

async function sharedOf(source: ReplaySource, digest: string): Promise<SharedCase | null> {
  const body = await checkedDocument(source, digest);
  return body === null ? null : readSharedCase(body);
}

function unreadableDiffers(file: CaseFile): string | null {
  const refused =
    file.decision.kind === 'refused' && file.decision.ground === 'unreadable' && file.outcome === 'refused';
  return refused ? null : 'a row that could not be read is always refused';
}

async function decisionDiffers(
  source: ReplaySource,
  file: CaseFile,
  shared: SharedCase,
  question: Question,
): Promise<string | null> {
  const terms = await source.terms(shared.terms);
  const standing = await jsonDocument<Omit<Standing, 'usage'>>(source, shared.standing);
  const submission = await jsonDocument<Submission>(source, file.submission);
  if (terms === null || terms.sha256 !== shared.terms) return 'the terms that the case file names are not there';
  if (standing === null) return 'the standing that the case file names is not there';
  if (submission === null) return 'the submission that the case file names is not there';
  const usage = file.usage.map((n) => (n < 0 ? { known: true, count: -1 - n } : { known: false, count: n }));
  const own: Standing = { ...standing, usage, persons: file.persons, release: { officers: file.release } };
  const decision = admit(prepare(question, terms, submission), own, file.decision.at);
  if (canonicalize(decisionRecord(decision)) !== canonicalize(file.decision)) return 'the clauses decide otherwise';
  if (!outcomesOf(decision).includes(file.outcome)) return 'the outcome does not follow from the decision';
  return file.outcome === 'confirmed' ? await attestationDiffers(source, file, shared) : null;
}

/** A *confirmed* needs the second keyholder's signature over the tick that it was asked in. */
async function attestationDiffers(source: ReplaySource, file: CaseFile, shared: SharedCase): Promise<string | null> {
  const tick = shared.tick === '' ? null : await source.tick(shared.tick);
  if (tick === null || file.attested === null) return "confirmed without the second keyholder's statement";
  const about = { epoch: tick.tick.epoch, values: null, inputs: null };
  const verdict = verifyAttestation(attestationOf(tick, file.attested), source.keyholder, about, source.tools);
  return verdict.ok ? null : `the second keyholder's statement does not hold (${verdict.problem})`;
}

/** The outcomes that a decision allows; what the register said is not replayed. */
function outcomesOf(decision: Decision): readonly CaseFile['outcome'][] {
  if (decision.kind === 'refused') return ['refused'];
  if (decision.kind === 'held') return [''];
  return decision.silenced ? ['not_confirmed'] : ['confirmed', 'not_confirmed'];
}

async function jsonDocument<T>(source: ReplaySource, digest: string): Promise<T | null> {
  const body = await checkedDocument(source, digest);
  return body === null ? null : (JSON.parse(new TextDecoder().decode(body)) as T);
}

/** A document's bytes where they are those of its digest. */
async function checkedDocument(source: ReplaySource, digest: string): Promise<Uint8Array | null> {
  const body = await source.document(digest);
  return body !== null && base64urlOf(source.tools.sha256(body)) === digest ? body : null;
}
