/** A dry run: every clause over every row, under the standing of now. Nothing is matched, counted, entered or disclosed. */
import { createReadStream } from 'node:fs';
import { admit, type Decision } from '../decision/admit.ts';
import { prepare, usageClaims } from '../decision/ask.ts';
import type { Submission } from '../decision/submission.ts';
import { readRows } from '../inquiry/rows.ts';
import { UNREADABLE } from '../terms/precedence.ts';
import type { Terms } from '../terms/terms.ts';
import type { Gateway } from './gateway.ts';
import type { InquiryFile } from './inquiry-file.ts';
import { readInstruments, sharedStanding } from './instruments.ts';

/** What would become of one row: `ground` names the clause that refuses or holds it. */
export interface RehearsedRow {
  readonly line: number;
  readonly reference: string;
  readonly result: 'would be answered' | 'would be refused' | 'would be held';
  readonly ground: string;
}

/**
 * Rehearses a file. Counts within the file are made as the file goes, from zero: what other files have used is not told (law 3 holds for
 * whoever asks). Throws FileRefused.
 */
export async function* rehearseFile(
  gateway: Gateway,
  terms: Terms,
  submission: Submission,
  file: InquiryFile,
): AsyncGenerator<RehearsedRow> {
  const now = gateway.clock().toISOString();
  const shared = sharedStanding(await readInstruments(gateway.store.pool), terms.agreement.id, now);
  if (shared === null) throw new Error(`there is no agreement ${terms.agreement.id}`);
  const counted = countFromZero();
  for await (const row of readRows(createReadStream(file.path), file.format)) {
    if (row.kind === 'unreadable') {
      yield { line: row.line, reference: row.reference, result: 'would be refused', ground: UNREADABLE.id };
      continue;
    }
    const asked = prepare(row.question, terms, submission);
    const usage = counted.counts(usageClaims(asked));
    const decision = admit(asked, { ...shared.standing, orders: [], usage, persons: [] }, now);
    if (decision.kind === 'admitted') counted.add(usageClaims(asked));
    yield { line: row.line, reference: row.question.reference, ...resultOf(decision) };
  }
}

function resultOf(decision: Decision): Pick<RehearsedRow, 'result' | 'ground'> {
  if (decision.kind === 'admitted') return { result: 'would be answered', ground: '' };
  if (decision.kind === 'held') return { result: 'would be held', ground: decision.why };
  return { result: 'would be refused', ground: decision.ground };
}

type Claims = ReturnType<typeof usageClaims>;

function countFromZero() {
  const members = new Map<string, Set<string>>();
  const rows = new Map<string, number>();
  return {
    counts: (claims: Claims) =>
      claims.map(({ scope, member }) =>
        member === ''
          ? { known: false, count: rows.get(scope) ?? 0 }
          : { known: members.get(scope)?.has(member) ?? false, count: members.get(scope)?.size ?? 0 },
      ),
    add(claims: Claims): void {
      for (const { scope, member } of claims) {
        if (member === '') rows.set(scope, (rows.get(scope) ?? 0) + 1);
        else members.set(scope, (members.get(scope) ?? new Set()).add(member));
      }
    },
  };
}
