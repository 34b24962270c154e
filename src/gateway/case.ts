/** Step 7: one inquiry's case file, its two commitments, and the answer that opens one of them. */
import { type CaseFile, decisionRecord, encodeCaseFile, type Received, withoutEmpty } from '../audit/case-file.ts';
import { receiptOf } from '../audit/case-receipt.ts';
import { canonicalQuestion } from '../inquiry/canonical.ts';
import { random } from '../keys/random.ts';
import { sha256 } from '../keys/sha256.ts';
import { base64urlOf, joinBytes } from '../log/bytes.ts';
import { commit, SALT_SIZE } from '../log/commitment.ts';
import { inquiryLeaf } from '../log/entry.ts';
import { formatShortReceipt, type Outcome } from '../log/receipt.ts';
import { UNREADABLE } from '../terms/precedence.ts';
import type { Gateway } from './gateway.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import type { Evidence, Judged } from './judge.ts';

/** Everything that one case file is made of. `shared` and `submission` are the digests of their documents. */
export interface CaseParts {
  readonly inquiry: Inquiry;
  readonly judged: Judged;
  readonly evidence: Evidence | null;
  readonly shared: string;
  readonly submission: string;
  readonly at: Date;
}

/** A case ready to be written. `box` holds the salt of its commitment and the case file, sealed for this index. */
export interface Sealed {
  readonly answer: Answer;
  readonly leaf: Uint8Array;
  readonly box: Uint8Array;
  readonly agreement: string;
  readonly day: string;
}

/** Makes and seals the case of the entry at `index`. Throws KeysUnavailable where the day's key cannot be used. */
export function sealCase(gateway: Gateway, parts: CaseParts, index: number): Sealed {
  const file = caseFile(parts);
  const plaintext = encodeCaseFile(file);
  const salt = random(SALT_SIZE);
  const { agreement } = parts.inquiry;
  const { version } = parts.judged.shared.instrument.terms.agreement;
  const receipt = receiptOf(sha256, file, { agreement, agreement_version: version, request: requestOf(parts.inquiry) });
  const day = file.decision.at.slice(0, 10);
  return {
    agreement,
    day,
    leaf: inquiryLeaf(commit(sha256, 'case', salt, plaintext), receipt.commitment),
    box: gateway.keys.sealing.seal(agreement, day, index, joinBytes(salt, plaintext)),
    answer: {
      reference: referenceOf(parts.inquiry),
      outcome: file.outcome,
      ground: file.outcome === '' ? 'held' : file.outcome === 'refused' ? file.decision.ground : '',
      receipt: receipt.opening === null ? '' : formatShortReceipt({ index, opening: receipt.opening }),
      index,
      why: file.decision.kind === 'held' ? file.decision.ground : '',
    },
  };
}

const requestOf = (inquiry: Inquiry): string =>
  inquiry.kind === 'question' ? canonicalQuestion(inquiry.asked.question) : inquiry.row.reference;

const referenceOf = (inquiry: Inquiry): string =>
  inquiry.kind === 'question' ? inquiry.asked.question.reference : inquiry.row.reference;

function caseFile(parts: CaseParts): CaseFile {
  const { inquiry, judged, evidence } = parts;
  const attestation = evidence?.attestation ?? null;
  return {
    version: 1,
    received: receivedOf(inquiry),
    shared: parts.shared,
    submission: parts.submission,
    usage: judged.standing.usage.map(({ known, count }) => (known ? -1 - count : count)),
    persons: [...(judged.standing.persons ?? [])],
    release: [...(judged.standing.release?.officers ?? [])],
    decision: recordOf(judged, parts.at),
    outcome: outcomeOf(judged, evidence),
    request_salt: base64urlOf(random(SALT_SIZE)),
    receipt_salt: base64urlOf(random(SALT_SIZE)),
    attested: attestation === null ? null : [attestation.index, attestation.inputs, attestation.outputs],
  };
}

function receivedOf(inquiry: Inquiry): Received {
  if (inquiry.kind === 'question') return { kind: 'question', question: withoutEmpty({ ...inquiry.asked.question }) };
  const { line, column, problem, reference } = inquiry.row;
  return { kind: 'unreadable', line, column, problem, reference };
}

function recordOf(judged: Judged, at: Date): CaseFile['decision'] {
  if (judged.kind === 'question') return decisionRecord(judged.decision);
  return { kind: 'refused', at: at.toISOString(), ground: UNREADABLE.id, clauses: '' };
}

function outcomeOf(judged: Judged, evidence: Evidence | null): Outcome | '' {
  if (judged.kind === 'unreadable' || judged.decision.kind === 'refused') return 'refused';
  if (judged.decision.kind === 'held') return '';
  // WHY here: an order that silences the person may have come after the register was asked, or have been lifted since.
  return evidence?.bit === true && !judged.decision.silenced ? 'confirmed' : 'not_confirmed';
}
