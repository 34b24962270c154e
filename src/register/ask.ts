import type { ClientBase } from 'pg';
import { type PagesOf, probePages } from '../store/pages.ts';

/**
 * Whether any fingerprint (9 bytes) of each question is in the snapshot: one statement for all questions of a tick.
 * One bit a question: no record, another address, ambiguous and suppressed are the same `false` (law 4).
 * Throws `Unavailable` ('snapshot-replaced') when the snapshot is no longer there: read the standing again and ask anew.
 */
export async function probe(
  client: Pick<ClientBase, 'query'>,
  snapshot: PagesOf,
  questions: readonly (readonly Uint8Array[])[],
): Promise<boolean[]> {
  return await probePages(client, snapshot, questions);
}
