/** Replay: the decision of a case file made again from what the file names, and everything compared with what was entered (law 14). */
import { admit, type Decision } from '../decision/admit.ts';
import { prepare, type Submission } from '../decision/ask.ts';
import type { AgreementStanding, Standing } from '../decision/standing.ts';
import { questionFromCanonical } from '../inquiry/canonical.ts';
import { equalBytes, hexOf } from '../log/bytes.ts';
import { commit, SALT_SIZE } from '../log/commitment.ts';
import { inquiryLeaf } from '../log/entry.ts';
import type { Sha256 } from '../log/hash.ts';
import type { Order } from '../terms/order.ts';
import type { Requester } from '../terms/requester.ts';
import type { Terms } from '../terms/terms.ts';
import { type CaseFile, decisionRecord, decodeCaseFile } from './case-file.ts';
import { receiptOf } from './case-receipt.ts';

/** Documents by their SHA-256 in hex; null where one is missing. `terms` reads the terms that a document holds. */
export interface ReplaySource {
  readonly sha256: Sha256;
  document(digest: string): Promise<Uint8Array | null>;
  terms(digest: string): Promise<Terms | null>;
}

/** `why` says what differs, and holds nothing of the question. */
export type Replayed = { readonly ok: true; readonly file: CaseFile } | { readonly ok: false; readonly why: string };

const differs = (why: string): Replayed => ({ ok: false, why });

/** Replays the opened case (its salt, then the case file) of the entry whose leaf is `leaf`. */
export async function replayCase(source: ReplaySource, leaf: Uint8Array, opened: Uint8Array): Promise<Replayed> {
  const salt = opened.slice(0, SALT_SIZE);
  const plaintext = opened.slice(SALT_SIZE);
  const decoded =
    opened.length > SALT_SIZE ? decodeCaseFile(plaintext) : ({ ok: false, problem: 'no case file' } as const);
  if (!decoded.ok) return differs(decoded.problem);
  const file = decoded.value;
  const again = inquiryLeaf(commit(source.sha256, 'case', salt, plaintext), receiptOf(source.sha256, file).commitment);
  if (!equalBytes(again, leaf)) return differs('the case file is not the one that the entry commits to');
  const why =
    file.received.kind === 'unreadable'
      ? unreadableDiffers(file)
      : await decisionDiffers(source, file, file.received.question);
  return why === null ? { ok: true, file } : differs(why);
}

function unreadableDiffers(file: CaseFile): string | null {
  const refused =
    file.decision.kind === 'refused' && file.decision.ground === 'unreadable' && file.outcome === 'refused';
  return refused ? null : 'a row that could not be read is always refused';
}

async function decisionDiffers(source: ReplaySource, file: CaseFile, text: string): Promise<string | null> {
  const question = questionFromCanonical(text);
  const terms = await source.terms(file.terms);
  const shared = await jsonDocument<{ agreement: AgreementStanding; requester: Requester; orders: Order[] }>(
    source,
    file.standing,
  );
  const submission = await jsonDocument<Submission>(source, file.submission);
  if (question === null) return 'the question is not in canonical writing';
  if (terms === null || terms.sha256 !== file.terms) return 'the terms that the case file names are not there';
  if (shared === null) return 'the standing that the case file names is not there';
  if (submission === null) return 'the submission that the case file names is not there';
  const usage = file.usage.map(([known, count]) => ({ known: known === 1, count }));
  const standing: Standing = { ...shared, usage, persons: file.persons, release: { officers: file.release } };
  const decision = admit(prepare(question, terms, submission), standing, file.decision.at);
  if (JSON.stringify(decisionRecord(decision)) !== JSON.stringify(decisionInOrder(file)))
    return 'the clauses decide otherwise';
  return outcomeDiffers(file, outcomesOf(decision));
}

function decisionInOrder({ decision }: CaseFile): CaseFile['decision'] {
  const { kind, at, ground, clauses } = decision;
  return { kind, at, ground, clauses };
}

/** The outcomes that a decision allows; what the register said is not replayed. */
function outcomesOf(decision: Decision): readonly CaseFile['outcome'][] {
  if (decision.kind === 'refused') return ['refused'];
  if (decision.kind === 'held') return [''];
  return decision.silenced ? ['not_confirmed'] : ['confirmed', 'not_confirmed'];
}

function outcomeDiffers(file: CaseFile, may: readonly CaseFile['outcome'][]): string | null {
  if (!may.includes(file.outcome)) return 'the outcome does not follow from the decision';
  return file.outcome === 'confirmed' && file.attestation === null
    ? 'confirmed without a statement of the second keyholder'
    : null;
}

async function jsonDocument<T>(source: ReplaySource, digest: string): Promise<T | null> {
  const body = await source.document(digest);
  if (body === null || hexOf(source.sha256(body)) !== digest) return null;
  return JSON.parse(new TextDecoder().decode(body)) as T;
}
