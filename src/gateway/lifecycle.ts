/** An agreement's life in the store: every step is taken with verified signatures, written and entered together. */
import { verifyDetached } from '../keys/jws.ts';
import { sha256 } from '../keys/sha256.ts';
import type { PublicKey } from '../keys/signing.ts';
import { hexOf } from '../log/bytes.ts';
import type { Entry } from '../log/entry-schema.ts';
import { keepDocument, writeAgreement } from '../store/instruments.ts';
import { draftOf, type Lifecycle, type LifecycleEvent, step } from '../terms/lifecycle.ts';
import type { Custodian } from '../terms/requester.ts';
import { agreementStatement, stepStatement } from '../terms/statement.ts';
import type { Terms } from '../terms/terms.ts';
import { custodianKeys, custodianOf, requesterKeys } from './directory.ts';
import { enter } from './enter.ts';
import type { Gateway } from './gateway.ts';
import { readInstruments, type TermsTexts, termsDocument } from './instruments.ts';

/** Detached JWS: both parties over `agreementStatement`, two officers of the custodian over `stepStatement` of the activation. */
export interface ActivationPapers {
  readonly submitted_by: string;
  readonly signatures: string;
  readonly approvals: string;
}

export type Activated = { readonly ok: true; readonly life: Lifecycle } | { readonly ok: false; readonly why: string };

type StepEntry = Extract<Entry, { kind: 'agreement-step' }>;
type Approval = StepEntry['approvals'][number];
type EntryStep = Extract<Entry, { kind: 'agreement-step' }>['step'];

const no = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** The life of a new agreement up to the point where officers approve its activation: what they sign over. */
export function signedLife(terms: Terms, custodian: Custodian, by: string, at: string): Activated {
  let life = draftOf(terms, at);
  const events: LifecycleEvent[] = [
    { kind: 'submit', by, at },
    { kind: 'sign', party: 'custodian', by: custodian.id, terms: terms.sha256, at },
    { kind: 'sign', party: 'requester', by: terms.agreement.requester, terms: terms.sha256, at },
  ];
  for (const event of events) {
    const taken = step(life, event, custodian);
    if (!taken.ok) return no(taken.why);
    life = taken.state;
  }
  return { ok: true, life };
}

/**
 * Brings an agreement into force. Checks who signed what; a wrong key, one signature, a changed byte or a missing approval is a value that says
 * so. An agreement in force already with the same terms stays as it is.
 */
export async function activate(
  gateway: Gateway,
  terms: Terms,
  texts: TermsTexts,
  papers: ActivationPapers,
): Promise<Activated> {
  const { agreement } = terms;
  const custodian = await custodianOf(gateway);
  const instruments = await readInstruments(gateway.store.pool);
  const requester = instruments.requesters.get(agreement.requester);
  const present = instruments.agreements.get(agreement.id);
  if (custodian === null || custodian.id !== agreement.custodian)
    return no(`the custodian ${agreement.custodian} is not registered here`);
  if (requester === undefined)
    return no(`the requester ${agreement.requester} is not in the directory; register it first`);
  if (present?.terms.sha256 === terms.sha256 && present.life.state === 'in-force')
    return { ok: true, life: present.life };
  if (present !== undefined && present.life.version >= agreement.version)
    return no(`version ${present.life.version} of ${agreement.id} is here already; give the new text a higher version`);
  const at = gateway.clock().toISOString();
  const agency = requesterKeys(requester, at.slice(0, 10)).filter((key) => key.owner === requester.id);
  const keys = [...custodianKeys(custodian), ...agency];
  const signed = await partiesWhoSigned(terms, papers.signatures, keys, custodian);
  if (!signed.ok) return signed;
  const life = signedLife(terms, custodian, papers.submitted_by, at);
  if (!life.ok) return life;
  const approved = await signersOf(
    stepStatement(life.life, 'activate', ''),
    papers.approvals,
    custodianKeys(custodian),
  );
  if (!approved.ok) return no(`the approvals do not hold: ${approved.why}`);
  const active = step(life.life, { kind: 'activate', officers: approved.owners, at }, custodian);
  if (!active.ok) return no(active.why);
  await enterActivation(gateway, terms, texts, active.state, approvalsOf(approved.owners, papers.approvals, at));
  return { ok: true, life: active.state };
}

type Signers = { readonly ok: true; readonly owners: readonly string[] } | { readonly ok: false; readonly why: string };

async function signersOf(statement: Uint8Array, jws: string, keys: readonly PublicKey[]): Promise<Signers> {
  const verdict = await verifyDetached(statement, jws, keys);
  return verdict.ok ? verdict : no(verdict.problem);
}

async function partiesWhoSigned(
  terms: Terms,
  jws: string,
  keys: readonly PublicKey[],
  custodian: Custodian,
): Promise<Signers> {
  const verdict = await signersOf(agreementStatement(terms), jws, keys);
  if (!verdict.ok) return no(`the signatures do not hold over these exact terms: ${verdict.why}`);
  const own = new Set([...custodian.officers, ...custodian.counsel].map((each) => each.id));
  if (!verdict.owners.some((owner) => own.has(owner))) return no("the custodian's signature is missing");
  if (!verdict.owners.includes(terms.agreement.requester)) return no("the requester's signature is missing");
  return verdict;
}

function approvalsOf(officers: readonly string[], jws: string, at: string): Approval[] {
  const evidence = hexOf(sha256(new TextEncoder().encode(jws)));
  return officers.map((by) => ({ by, role: 'officer', at, method: 'jws', evidence }));
}

const STEPS: readonly EntryStep[] = ['drafted', 'submitted', 'signed', 'activated'];

async function enterActivation(
  gateway: Gateway,
  terms: Terms,
  texts: TermsTexts,
  life: Lifecycle,
  approvals: Approval[],
): Promise<void> {
  await enter(gateway, async (client, at) => {
    const body = termsDocument(texts);
    const digest = Buffer.from(terms.sha256, 'hex');
    await keepDocument(client, digest, 'terms', body);
    await writeAgreement(client, { id: life.agreement, version: life.version, terms: digest, lifecycle: life });
    return STEPS.map((taken): Entry => stepEntry(life, taken, at, taken === 'activated' ? approvals : []));
  });
}

function stepEntry(life: Lifecycle, taken: EntryStep, at: string, approvals: Approval[]): Entry {
  return {
    kind: 'agreement-step',
    version: 1,
    agreement: life.agreement,
    agreement_version: life.version,
    sha256: life.terms,
    step: taken,
    at,
    by: life.submitted_by,
    reason: '',
    approvals,
  };
}
