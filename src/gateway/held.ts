/** Held inquiries: listed without a word about anybody, opened for an officer by an entry, decided by two officers. */
import type { ClientBase } from 'pg';
import { admit } from '../decision/admit.ts';
import { type Asked, prepare } from '../decision/ask.ts';
import { type Explanation, explain } from '../decision/explain.ts';
import type { Basis } from '../inquiry/question.ts';
import type { Entry } from '../log/entry-schema.ts';
import { deleteHeld, type HeldRow, listHeld } from '../store/instruments.ts';
import { heldStatement, openingStatement } from '../terms/statement.ts';
import { approvalsIn, approvedBy, LONGEST_REASON, twoOfficers } from './approvals.ts';
import { openCase } from './case-open.ts';
import { enter, enterWithin } from './enter.ts';
import type { Gateway } from './gateway.ts';
import type { Answer } from './inquiry.ts';
import { readInstruments } from './instruments.ts';
import { answer } from './path.ts';

const no = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** What waits for an officer, oldest first: entry, agreement, the clause that holds, since when. */
export async function heldInquiries(gateway: Gateway): Promise<HeldRow[]> {
  return await listHeld(gateway.store.pool);
}

async function heldAt(gateway: Gateway, index: number): Promise<HeldRow | null> {
  return (await heldInquiries(gateway)).find((row) => row.index === index) ?? null;
}

const notHeld = (index: number) => no(`entry ${index} is not held; see countersign held list`);

/** What an officer sees of a held inquiry: its basis, and every clause with the values used; neither name nor address. */
export interface HeldShown {
  readonly row: HeldRow;
  readonly reference: string;
  readonly basis: Basis;
  readonly explanation: Explanation;
}

/** Who looks, why, and their detached JWS over `openingStatement`. */
export interface Look {
  readonly by: string;
  readonly reason: string;
  readonly jws: string;
}

export type HeldOpened =
  | { readonly ok: true; readonly shown: HeldShown }
  | { readonly ok: false; readonly why: string };

/** The bytes that whoever looks has signed. */
export const lookStatement = (gateway: Gateway, index: number, by: string, reason: string): Uint8Array =>
  openingStatement(by, gateway.signer.key.name, index, reason);

/** Opens a held inquiry for an officer. INVARIANT: the opening is in the log before anything of the case file is read. */
export async function openHeld(gateway: Gateway, index: number, { by, reason, jws }: Look): Promise<HeldOpened> {
  const row = await heldAt(gateway, index);
  if (row === null) return notHeld(index);
  if (reason.length > LONGEST_REASON) return no(`a reason has at most ${LONGEST_REASON} characters`);
  const approved = await approvedBy(gateway, lookStatement(gateway, index, by, reason), jws);
  if (!approved.ok) return approved;
  if (!approved.officers.includes(by)) return no(`${by} is no officer of the custodian whose signature covers this`);
  const span = { part: 'held', from: index, to: index + 1 } as const;
  await enter(gateway, async (_, at) => [{ kind: 'opening', version: 1, ...span, at, by, reason }]);
  const read = await openCase(gateway, index);
  if (!read.ok) return read;
  const { asked, standing, file } = read.opened;
  if (asked === null) throw new Error('a row that could not be read is never held');
  const decision = admit(asked, standing, file.decision.at);
  const { reference, basis } = asked.question;
  return { ok: true, shown: { row, reference, basis, explanation: explain(decision, asked, standing) } };
}

/** `answer` is null where the inquiry was declined. */
export type HeldDecided =
  | { readonly ok: true; readonly answer: Answer | null }
  | { readonly ok: false; readonly why: string };

/** The bytes that two officers sign; null where the entry is not held. */
export async function decisionStatement(
  gateway: Gateway,
  index: number,
  decision: 'release' | 'decline',
): Promise<Uint8Array | null> {
  const row = await heldAt(gateway, index);
  return row === null ? null : heldStatement(decision, gateway.signer.key.name, index, row.agreement);
}

/**
 * Releases or declines a held inquiry on the signatures of two officers. A release runs steps 3 to 9 again: what fails by now is refused.
 * WHY the row goes first, in the transaction that ends with the entry: of two releases at once one waits and then finds nothing, and where
 * the answer cannot be recorded the inquiry is held as before.
 */
export async function decideHeld(
  gateway: Gateway,
  index: number,
  decision: 'release' | 'decline',
  jws: string,
): Promise<HeldDecided> {
  const statement = await decisionStatement(gateway, index, decision);
  if (statement === null) return notHeld(index);
  const approved = await twoOfficers(gateway, statement, jws);
  if (!approved.ok) return approved;
  const officers = approved.officers;
  const decided = await gateway.store.transaction(async (client) => {
    if (!(await deleteHeld(client, index))) return null;
    const given = decision === 'release' ? await release(gateway, index, officers) : null;
    const checkpoint = await enterDecision(gateway, client, index, decision, officers, jws);
    return { given, checkpoint };
  });
  if (decided === null) return notHeld(index);
  await gateway.keeper.advance(decided.checkpoint);
  return { ok: true, answer: decided.given };
}

async function enterDecision(
  gateway: Gateway,
  client: ClientBase,
  index: number,
  decision: 'release' | 'decline',
  officers: readonly string[],
  jws: string,
): Promise<string> {
  const decided = decision === 'release' ? 'released' : 'declined';
  return await enterWithin(gateway, client, async (_, at): Promise<Entry[]> => {
    const approvals = approvalsIn(officers, 'officer', jws, at);
    return [{ kind: 'held-release', version: 1, index, decision: decided, at, reason: '', approvals }];
  });
}

/** Asks again under the terms of now. Throws where the case file cannot be opened any more: then the inquiry stays held. */
async function release(gateway: Gateway, index: number, officers: readonly string[]): Promise<Answer> {
  const read = await openCase(gateway, index);
  if (!read.ok || read.opened.asked === null)
    throw new Error('the held case file cannot be opened: run countersign doctor');
  const { agreement, submission, asked } = read.opened;
  const again = await askedAnew(gateway, agreement, asked, submission);
  const [given] = await answer(gateway, [
    { kind: 'question', agreement, submission, asked: again, release: { officers } },
  ]);
  return given as Answer;
}

async function askedAnew(
  gateway: Gateway,
  agreement: string,
  asked: Asked,
  submission: Parameters<typeof prepare>[2],
): Promise<Asked> {
  const instrument = (await readInstruments(gateway.store.pool)).agreements.get(agreement);
  if (instrument === undefined) throw new Error(`there is no agreement ${agreement}`);
  return prepare(asked.question, instrument.terms, submission);
}
