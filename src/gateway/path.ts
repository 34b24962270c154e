/**
 * The one path that every inquiry takes: steps 3 to 9 of the design's section 3, many inquiries at a time. Read `answerTick` top to bottom.
 */
import type { Admitted } from '../decision/admit.ts';
import { utf8Bytes } from '../log/bytes.ts';
import { PROBES, padProbes, questionInputs } from '../matching/pairs.ts';
import { probe } from '../register/ask.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { readHead } from '../store/tick.ts';
import { isUnavailable } from '../store/unavailable.ts';
import { enterTick } from './enter-tick.ts';
import type { Gateway } from './gateway.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import { type Evidence, type Judged, judge, readStanding, type TickStanding } from './judge.ts';

/** Answers inquiries in order. Throws when it cannot record: then nothing of the tick was answered (a closed gate). */
export async function answer(gateway: Gateway, inquiries: readonly Inquiry[]): Promise<Answer[]> {
  const answers = new Array<Answer>(inquiries.length);
  let waiting = inquiries.map((inquiry, place) => ({ inquiry, place }));
  while (waiting.length > 0) {
    const tick = waiting;
    const given = await answerTick(
      gateway,
      tick.map(({ inquiry }) => inquiry),
    );
    tick.forEach(({ place }, i) => {
      const one = given[i];
      if (one != null) answers[place] = one;
    });
    waiting = tick.filter((_, i) => given[i] == null);
  }
  return answers;
}

/** One tick. null: what the inquiry depended on changed while it was on its way; it was not entered and goes round again. */
async function answerTick(gateway: Gateway, tick: readonly Inquiry[]): Promise<readonly (Answer | null)[]> {
  const standing = await standingOf(gateway, tick);
  const judged = tick.map((inquiry, i) => judgeInTurn(inquiry, standing, i));
  const evidence = await askRegister(gateway, standing.snapshot, tick, judged);
  if (evidence === 'snapshot-replaced') return tick.map(() => null);
  const entered = await enterTick(gateway, tick, evidence, standing);
  if (entered.checkpoint !== null) await gateway.keeper.advance(entered.checkpoint);
  return entered.answers;
}

async function standingOf(gateway: Gateway, tick: readonly Inquiry[]): Promise<TickStanding> {
  return await gateway.store.transaction(async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const head = await readHead(client);
    if (head === null) throw new Error('the log has no head: run countersign init');
    return await readStanding(gateway, client, head, tick);
  });
}

function judgeInTurn(inquiry: Inquiry, standing: TickStanding, i: number): Judged {
  const judged = judge(inquiry, standing, i);
  if (judged.kind === 'question' && judged.decision.kind === 'admitted') standing.tally.add(i);
  return judged;
}

/** Steps 5 and 6: only what is admitted is made into fingerprints; null for the rest. Whether a bit counts is for the lock to say. */
async function askRegister(
  gateway: Gateway,
  snapshot: Snapshot | null,
  tick: readonly Inquiry[],
  judged: readonly Judged[],
): Promise<(Evidence | null)[] | 'snapshot-replaced'> {
  const admitted = judged.flatMap((each, i) =>
    each.kind === 'question' && each.decision.kind === 'admitted'
      ? [{ decision: each.decision, inquiry: tick[i] as Inquiry, i }]
      : [],
  );
  const evidence = judged.map((): Evidence | null => null);
  if (snapshot === null) {
    for (const { i } of admitted) evidence[i] = { bit: false, attestation: null };
    return evidence;
  }
  const inputs = admitted.flatMap(({ inquiry, decision }) => inputsOf(snapshot, inquiry, decision));
  const { pairs } = gateway.keys;
  const keys = snapshot.epoch === pairs.epoch ? pairs : gateway.keys.pairsAt(snapshot.epoch);
  const { values, attestations } = await keys.fingerprints(inputs, PROBES);
  const questions = admitted.map((_, q) => values.slice(q * PROBES, (q + 1) * PROBES));
  const bits = await probe(gateway.store.pool, snapshot, questions).catch(replaced);
  if (bits === null) return 'snapshot-replaced';
  admitted.forEach(({ i }, q) => {
    evidence[i] = { bit: bits[q] === true, attestation: attestations[q] ?? null };
  });
  return evidence;
}

function replaced(error: unknown): null {
  if (isUnavailable(error) && error.why === 'snapshot-replaced') return null;
  throw error;
}

function inputsOf(snapshot: Snapshot, inquiry: Inquiry, admitted: Admitted): Uint8Array[] {
  if (inquiry.kind !== 'question') throw new Error('only a question is admitted');
  const { question, terms } = inquiry.asked;
  const { person_fields: fields, level } = terms.agreement;
  const scope = { epoch: snapshot.epoch, period: admitted.period, fields, level };
  const inputs = questionInputs(scope, { ...question.person, other_names: '' }, admitted.name, admitted.address);
  return padProbes(inputs, utf8Bytes(question.reference));
}
