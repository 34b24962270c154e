/** What the case files of a tick share, kept once each under its SHA-256. */
import { attestedTick, type GroupAttestation } from '../audit/attested-tick.ts';
import { documentBytes, type SharedCase } from '../audit/case-file.ts';
import { sha256 } from '../keys/sha256.ts';
import { base64urlOf } from '../log/bytes.ts';
import type { Inquiry } from './inquiry.ts';
import type { Shared } from './instruments.ts';
import type { Evidence } from './judge.ts';

/** The documents of one tick. `kept`: bytes by digest, what the transaction writes. */
export interface Documents {
  readonly kept: ReadonlyMap<string, Uint8Array>;
  /** Digests of the two documents that a case file names. */
  of(inquiry: Inquiry, shared: Shared): { shared: string; submission: string };
}

interface Document {
  readonly digest: string;
  readonly bytes: Uint8Array;
}

const submissions = new WeakMap<object, Document>();

function documentOf(value: unknown): Document {
  const bytes = documentBytes(value);
  return { bytes, digest: base64urlOf(sha256(bytes)) };
}

/** `evidence` is that of all inquiries of the tick: the keyholder's statement is over all that were asked. */
export function tickDocuments(evidence: readonly (Evidence | null)[], snapshot: number | null): Documents {
  const kept = new Map<string, Uint8Array>();
  const keep = ({ digest, bytes }: Document): string => {
    kept.set(digest, bytes);
    return digest;
  };
  const [first, ...rest] = evidence.flatMap((each): GroupAttestation[] =>
    each?.attestation == null ? [] : [each.attestation],
  );
  const tick = first === undefined ? '' : keep(documentOf(attestedTick(sha256, [first, ...rest])));
  const shared = new Map<string, string>();
  return {
    kept,
    of({ agreement, submission }, of) {
      const known = shared.get(agreement) ?? keep(documentOf(sharedCase(of, snapshot, tick)));
      shared.set(agreement, known);
      kept.set(of.digest, of.document);
      const sent = submissions.get(submission) ?? documentOf(submission);
      submissions.set(submission, sent);
      return { shared: known, submission: keep(sent) };
    },
  };
}

function sharedCase({ instrument, digest }: Shared, snapshot: number | null, tick: string): SharedCase {
  const { agreement, sha256: terms } = instrument.terms;
  return { agreement: agreement.id, agreement_version: agreement.version, terms, standing: digest, snapshot, tick };
}
