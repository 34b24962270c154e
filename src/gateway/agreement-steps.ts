/** Steps in the life of an agreement in the store: suspended by one, resumed by two, terminated by counsel; written and entered together. */
import type { Entry } from '../log/entry-schema.ts';
import { listAgreements, writeAgreement } from '../store/instruments.ts';
import { type Lifecycle, type LifecycleEvent, step } from '../terms/lifecycle.ts';
import { stepStatement } from '../terms/statement.ts';
import { type Approval, approvalsIn, approvedBy, LONGEST_REASON } from './approvals.ts';
import { custodianOf } from './directory.ts';
import { enter } from './enter.ts';
import type { Gateway } from './gateway.ts';
import { readInstruments } from './instruments.ts';

export type SignedStep = 'resume' | 'terminate';

export type Stepped = { readonly ok: true; readonly life: Lifecycle } | { readonly ok: false; readonly why: string };

const no = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** Suspends at once on the word of one officer or counsel: the next tick of every file finds it so. */
export async function suspendAgreement(gateway: Gateway, id: string, by: string, reason: string): Promise<Stepped> {
  return await takeStep(gateway, id, reason, async (_, at) => ({
    ok: true,
    event: { kind: 'suspend', by, at },
    by,
    approvals: [],
  }));
}

/** The bytes that whoever resumes or terminates has signed; null where there is no such agreement. */
export async function stepToSign(
  gateway: Gateway,
  id: string,
  kind: SignedStep,
  reason: string,
): Promise<Uint8Array | null> {
  const life = (await readInstruments(gateway.store.pool)).agreements.get(id)?.life;
  return life === undefined ? null : stepStatement(life, kind, reason);
}

/** Resumes (two officers, neither of whom submitted) or terminates (counsel), on signatures over `stepToSign`. */
export async function takeSignedStep(
  gateway: Gateway,
  id: string,
  kind: SignedStep,
  reason: string,
  jws: string,
): Promise<Stepped> {
  return await takeStep(gateway, id, reason, async (life, at) => {
    const approved = await approvedBy(gateway, stepStatement(life, kind, reason), jws);
    if (!approved.ok) return approved;
    const { officers, counsel } = approved;
    const [by] = kind === 'resume' ? officers : counsel;
    if (by === undefined) return no(`nobody signed whose approval ${kind} needs`);
    const event: LifecycleEvent = kind === 'resume' ? { kind, officers, at } : { kind, by, at };
    const approvals = [...approvalsIn(officers, 'officer', jws, at), ...approvalsIn(counsel, 'counsel', jws, at)];
    return { ok: true, event, by, approvals };
  });
}

type Proposed = { ok: true; event: LifecycleEvent; by: string; approvals: Approval[] } | { ok: false; why: string };

const ENTERED = { suspend: 'suspended', resume: 'resumed', terminate: 'terminated' } as const;

/** Takes what `propose` makes of the life as it stands under the head's lock; nothing is entered where the step is refused. */
async function takeStep(
  gateway: Gateway,
  id: string,
  reason: string,
  propose: (life: Lifecycle, at: string) => Promise<Proposed>,
): Promise<Stepped> {
  if (reason.length > LONGEST_REASON) return no(`a reason has at most ${LONGEST_REASON} characters`);
  const custodian = await custodianOf(gateway);
  if (custodian === null) return no('the custodian is not registered here; see countersign directory load');
  let stepped: Stepped = no(`there is no agreement ${id} here; see countersign agreement list`);
  await enter(gateway, async (client, at) => {
    const row = (await listAgreements(client)).find((each) => each.id === id);
    if (row === undefined) return [];
    const life = row.lifecycle as Lifecycle;
    const proposed = await propose(life, at);
    const taken = proposed.ok ? step(life, proposed.event, custodian) : proposed;
    stepped = taken.ok ? { ok: true, life: taken.state } : taken;
    if (!proposed.ok || !taken.ok) return [];
    await writeAgreement(client, { ...row, lifecycle: taken.state });
    return [stepEntry(taken.state, proposed, at, reason)];
  });
  return stepped;
}

function stepEntry(
  life: Lifecycle,
  { event, by, approvals }: Proposed & { ok: true },
  at: string,
  reason: string,
): Entry {
  const kind = event.kind as keyof typeof ENTERED;
  return {
    kind: 'agreement-step',
    version: 1,
    agreement: life.agreement,
    agreement_version: life.version,
    sha256: life.terms,
    step: ENTERED[kind],
    at,
    by,
    reason,
    approvals,
  };
}
