/**
 * Steps 7 and 8: in one transaction the head is locked, all standing is read and judged again, and that result is entered, its case files
 * sealed, usage counted and the head moved. INVARIANT: what is entered is what the standing under the lock says, whatever was judged before.
 */
import type { ClientBase } from 'pg';
import { sha256 } from '../keys/sha256.ts';
import { keepDocument } from '../store/instruments.ts';
import { type Head, lockHead, moveHead, type TickRows, writeTick } from '../store/tick.ts';
import { growLog } from './append.ts';
import { type CaseParts, type Sealed, sealCase } from './case.ts';
import { type Documents, tickDocuments } from './case-documents.ts';
import type { Gateway } from './gateway.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import { type Evidence, judge, readStandingAgain, type TickStanding } from './judge.ts';
import { checkKept } from './keeper-check.ts';
import { totalsOf } from './totals.ts';

/** What was entered: an answer for each inquiry, null where it must go round again; the checkpoint signed, null where nothing was entered. */
export interface Entered {
  readonly answers: readonly (Answer | null)[];
  readonly checkpoint: string | null;
}

/** Enters a tick. `before` is the standing it was first judged on. Throws LogBehind where the database fell behind its keeper. */
export async function enterTick(
  gateway: Gateway,
  tick: readonly Inquiry[],
  evidence: readonly (Evidence | null)[],
  before: TickStanding,
): Promise<Entered> {
  return await gateway.store.transaction(async (client) => {
    const head = await lockHead(client);
    await checkKept(gateway, head);
    const standing = await readStandingAgain(gateway, client, head, tick, before);
    if (standing.snapshot?.number !== before.snapshot?.number)
      return { answers: tick.map(() => null), checkpoint: null };
    const documents = tickDocuments(evidence, standing.snapshot?.number ?? null);
    const cases = tick.map((inquiry, i) => caseOf(inquiry, i, standing, evidence[i] ?? null, documents));
    return await write(gateway, client, head, standing, cases, documents);
  });
}

/** The case as the lock has it; null where it is now admitted but was not asked of the register. */
function caseOf(
  inquiry: Inquiry,
  i: number,
  standing: TickStanding,
  evidence: Evidence | null,
  documents: Documents,
): CaseParts | null {
  const judged = judge(inquiry, standing, i);
  const admitted = judged.kind === 'question' && judged.decision.kind === 'admitted';
  if (admitted && evidence === null) return null;
  if (admitted) standing.tally.add(i);
  const { shared, submission } = documents.of(inquiry, judged.shared);
  return { inquiry, judged, evidence: admitted ? evidence : null, shared, submission, at: standing.now };
}

async function write(
  gateway: Gateway,
  client: ClientBase,
  head: Head,
  standing: TickStanding,
  cases: readonly (CaseParts | null)[],
  documents: Documents,
): Promise<Entered> {
  const sealed = cases.filter((parts) => parts !== null).map((parts, i) => sealCase(gateway, parts, head.size + i));
  if (sealed.length === 0) return { answers: cases.map(() => null), checkpoint: null };
  const grown = growLog(
    sha256,
    gateway.signer,
    head,
    sealed.map((each) => each.leaf),
  );
  for (const [digest, bytes] of documents.kept)
    await keepDocument(client, Buffer.from(digest, 'base64url'), 'case', bytes);
  await writeTick(client, rowsOf(sealed, standing, grown.tiles));
  await moveHead(client, { ...grown, standing: head.standing, latest: standing.now });
  let at = 0;
  const answers = cases.map((parts) => (parts === null ? null : (sealed[at++] as Sealed).answer));
  return { answers, checkpoint: grown.checkpoint };
}

function rowsOf(sealed: readonly Sealed[], standing: TickStanding, tiles: TickRows['tiles']): TickRows {
  const { members, counters } = standing.tally.grown();
  return {
    at: standing.now,
    entries: sealed.map(({ answer, leaf }) => ({ index: answer.index, leaf })),
    tiles,
    cases: sealed.map(({ answer, agreement, day, box }) => ({ index: answer.index, agreement, day, sealed: box })),
    held: sealed.flatMap(({ answer, agreement }) =>
      answer.ground === 'held' ? [{ index: answer.index, agreement, why: answer.why }] : [],
    ),
    members,
    counters,
    totals: totalsOf(sealed),
  };
}
