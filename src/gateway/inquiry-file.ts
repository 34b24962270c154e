/** A file of inquiries as it arrived: its digest, its rows counted, and whose signatures cover it. */
import { createReadStream } from 'node:fs';
import type { Submission } from '../decision/submission.ts';
import type { RowFormat } from '../inquiry/rows.ts';
import { fileStatement, verifyDetached } from '../keys/jws.ts';
import { sha256Stream } from '../keys/sha256.ts';
import { hexOf } from '../log/bytes.ts';
import { MATCHING_VERSION } from '../matching/pairs.ts';
import { currentSnapshot, type Snapshot } from '../store/snapshot.ts';
import type { Terms } from '../terms/terms.ts';
import { requesterKeys } from './directory.ts';
import type { Gateway } from './gateway.ts';
import { readInstruments } from './instruments.ts';

export interface InquiryFile {
  readonly path: string;
  readonly format: RowFormat;
  /** Of the exact bytes, lower-case hex. */
  readonly sha256: string;
  /** Lines that may hold a row: more than there are rows where lines are empty. */
  readonly lines: number;
  readonly bytes: number;
}

const NEWLINE = 10;

/** Reads the file once for its digest and its lines; nothing of it is kept in memory. */
export async function openInquiryFile(path: string): Promise<InquiryFile> {
  const digest = sha256Stream();
  let newlines = 0;
  let bytes = 0;
  let last = NEWLINE;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) newlines += 1;
    last = chunk[chunk.length - 1] ?? last;
  }
  const format: RowFormat = /\.(ndjson|jsonl)$/i.test(path) ? 'ndjson' : 'csv';
  const all = newlines + (last === NEWLINE ? 0 : 1);
  return { path, format, bytes, sha256: hexOf(digest.end()), lines: Math.max(0, format === 'csv' ? all - 1 : all) };
}

export type Accepted =
  | { readonly ok: true; readonly terms: Terms; readonly submission: Submission }
  | { readonly ok: false; readonly why: string };

/**
 * Step 2 for a file: the agreement is known and the detached JWS over the file's statement holds for keys of its requester. Freshness of a file
 * is its SHA-256 under one agreement: asking it again is a repeat (law 7), each row counted again as a disclosure.
 */
export async function acceptFile(
  gateway: Gateway,
  agreement: string,
  file: InquiryFile,
  jws: string,
): Promise<Accepted> {
  const { agreements, requesters } = await readInstruments(gateway.store.pool);
  const instrument = agreements.get(agreement);
  if (instrument === undefined) return { ok: false, why: unknownAgreement(agreement, [...agreements.keys()]) };
  const requester = requesters.get(instrument.terms.agreement.requester);
  if (requester === undefined) return { ok: false, why: `the requester of ${agreement} is not in the directory` };
  const unfit = registerProblem(await currentSnapshot(gateway.store.pool), instrument.terms);
  if (unfit !== null) return { ok: false, why: unfit };
  const received_at = gateway.clock().toISOString();
  const verdict = await verifyDetached(
    fileStatement(agreement, file.sha256),
    jws,
    requesterKeys(requester, received_at.slice(0, 10)),
  );
  if (!verdict.ok)
    return {
      ok: false,
      why: `the signature of the file does not hold (${verdict.problem}); sign the file as it is sent`,
    };
  const submission = {
    signed_by: [...verdict.owners],
    received_at,
    file_rows: file.lines,
    fresh: true,
    file: file.sha256,
  };
  return { ok: true, terms: instrument.terms, submission };
}

function unknownAgreement(agreement: string, known: readonly string[]): string {
  const list =
    known.length === 0 ? 'there is none yet; see countersign agreement activate' : `there are ${known.join(', ')}`;
  return `there is no agreement ${agreement} here; ${list}`;
}

/** Why the register in use cannot answer questions under these terms: without this check every answer would be *not confirmed*. */
function registerProblem(snapshot: Snapshot | null, { agreement }: Terms): string | null {
  if (snapshot === null) return 'no register is loaded; see countersign register load';
  if (snapshot.standardiser !== MATCHING_VERSION)
    return 'the register was loaded by another version of the standardiser; load it again';
  const asked = agreement.person_fields;
  if (snapshot.fields.includes(asked) && snapshot.levels.includes(agreement.level)) return null;
  return `the register was loaded for ${snapshot.fields.join(', ')} at ${snapshot.levels.join(', ')} level; this agreement asks by ${asked} at ${agreement.level} level. Load it with --fields`;
}
