/** Approvals: detached JWS of officers of the custodian over one readable statement. */
import { verifyDetached } from '../keys/jws.ts';
import { sha256 } from '../keys/sha256.ts';
import { hexOf, utf8Bytes } from '../log/bytes.ts';
import type { Entry } from '../log/entry-schema.ts';
import { custodianKeys, custodianOf } from './directory.ts';
import type { Gateway } from './gateway.ts';

/** One approval as entries of the log hold it. */
export type Approval = Extract<Entry, { kind: 'agreement-step' }>['approvals'][number];

/** Whose verified signatures cover the statement: officers and counsel of the custodian, each once. */
export type Approved =
  | { readonly ok: true; readonly officers: readonly string[]; readonly counsel: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** Checks who of the custodian signed. One signature that does not hold refuses the whole. */
export async function approvedBy(gateway: Gateway, statement: Uint8Array, jws: string): Promise<Approved> {
  const custodian = await custodianOf(gateway);
  if (custodian === null)
    return { ok: false, why: 'the custodian is not registered here; see countersign directory load' };
  const verdict = await verifyDetached(statement, jws, custodianKeys(custodian));
  if (!verdict.ok) return { ok: false, why: `the approvals do not hold over this statement: ${verdict.problem}` };
  const among = (people: readonly { id: string }[]): string[] =>
    verdict.owners.filter((owner) => people.some((each) => each.id === owner));
  return { ok: true, officers: among(custodian.officers), counsel: among(custodian.counsel) };
}

/** As `approvedBy`, refused unless two different officers signed. */
export async function twoOfficers(gateway: Gateway, statement: Uint8Array, jws: string): Promise<Approved> {
  const approved = await approvedBy(gateway, statement, jws);
  if (!approved.ok || approved.officers.length >= 2) return approved;
  return { ok: false, why: 'it takes the signatures of two different officers of the custodian' };
}

/** The approvals as they are entered, with the digest of the signatures. */
export function approvalsIn(ids: readonly string[], role: 'officer' | 'counsel', jws: string, at: string): Approval[] {
  const evidence = hexOf(sha256(utf8Bytes(jws)));
  return ids.map((by) => ({ by, role, at, method: 'jws', evidence }));
}

/** null where `id` is an officer or counsel of the custodian, else what is wrong. */
export async function strangerToCustodian(gateway: Gateway, id: string): Promise<string | null> {
  const custodian = await custodianOf(gateway);
  const people = custodian === null ? [] : [...custodian.officers, ...custodian.counsel];
  return people.some((each) => each.id === id)
    ? null
    : `${id} is no officer or counsel of the custodian; there are ${people.map((each) => each.id).join(', ') || 'none'}`;
}

export const LONGEST_REASON = 1000;
