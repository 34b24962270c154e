/** The receipt that follows from a case file: the gateway gives it out, the auditor makes it again. */
import { base64urlBytes, base64urlOf, utf8Bytes } from '../log/bytes.ts';
import { commit } from '../log/commitment.ts';
import type { Sha256 } from '../log/hash.ts';
import { makeOpening } from '../log/receipt.ts';
import type { CaseFile } from './case-file.ts';

/** `opening` is null for a held inquiry: its commitment is closed for good, since it has no outcome yet. */
export interface CaseReceipt {
  readonly opening: Uint8Array | null;
  readonly commitment: Uint8Array;
}

/** What a receipt names besides the decision. `request`: the canonical question, or the reference of an unreadable row. */
export interface Receipted {
  readonly agreement: string;
  readonly agreement_version: number;
  readonly request: string;
}

const HELD = utf8Bytes('held');

/** The receipt part of the entry of `file`: time to the second, request named by its salted digest. */
export function receiptOf(sha256: Sha256, file: CaseFile, of: Receipted): CaseReceipt {
  const salt = bytesOf(file.receipt_salt);
  if (file.outcome === '') return { opening: null, commitment: commit(sha256, 'receipt', salt, HELD) };
  const digest = base64urlOf(commit(sha256, 'request', bytesOf(file.request_salt), utf8Bytes(of.request)));
  const ground = file.outcome === 'refused' ? file.decision.ground : '';
  const part = {
    agreement: of.agreement,
    version: of.agreement_version,
    digest,
    outcome: file.outcome,
    ground,
    time: `${file.decision.at.slice(0, 19)}Z`,
  };
  const opening = makeOpening(sha256, part, salt);
  return { opening: opening.bytes, commitment: opening.commitment };
}

function bytesOf(text: string): Uint8Array {
  const bytes = base64urlBytes(text);
  if (!bytes.ok) throw new RangeError('a salt is 32 bytes in base64url');
  return bytes.value;
}
