/** Who there is: the custodian's own people and the requesters, each with registered public keys. Every change is an entry. */
import { documentBytes } from '../audit/case-file.ts';
import { sha256 } from '../keys/sha256.ts';
import { importPublicKey, type PublicKey } from '../keys/signing.ts';
import { hexOf } from '../log/bytes.ts';
import type { Entry } from '../log/entry-schema.ts';
import { readCustodian, writeCustodian, writeRequester } from '../store/instruments.ts';
import type { Custodian, Requester } from '../terms/requester.ts';
import { enter } from './enter.ts';
import type { Gateway } from './gateway.ts';

/** Registers or changes requesters; `by` is the custodian's officer who answers for it. */
export async function registerRequesters(
  gateway: Gateway,
  requesters: readonly Requester[],
  by: string,
): Promise<void> {
  await enter(gateway, async (client, at) => {
    for (const each of requesters) await writeRequester(client, each.id, each);
    return requesters.map(
      (each): Entry => ({
        kind: 'requester-step',
        version: 1,
        requester: each.id,
        step: 'registered',
        sha256: hexOf(sha256(documentBytes(each))),
        at,
        by,
        reason: '',
      }),
    );
  });
}

/** Registers the custodian's officers and counsel with their keys. */
export async function registerCustodian(gateway: Gateway, custodian: Custodian): Promise<void> {
  await enter(gateway, async (client, at) => {
    await writeCustodian(client, custodian.id, custodian);
    return [...custodian.officers, ...custodian.counsel].map(
      ({ id, key }): Entry => ({
        kind: 'key-event',
        version: 1,
        key: `${id}@${custodian.id}`,
        purpose: 'officer',
        step: 'registered',
        public_key: key ?? '',
        at,
        by: custodian.id,
        reason: '',
      }),
    );
  });
}

/** The custodian as registered, or null. */
export async function custodianOf(gateway: Gateway): Promise<Custodian | null> {
  return (await readCustodian(gateway.store.pool)) as Custodian | null;
}

/** Public keys whose owners sign for a requester: the agency under the requester's id, officers under theirs. Unusable keys are left out. */
export function requesterKeys(requester: Requester, today: string): PublicKey[] {
  const agency = requester.keys.filter((each) => each.from <= today && (each.until === null || today <= each.until));
  return [
    ...agency.map((each) => [requester.id, each.key] as const),
    ...requester.officers.map((each) => [each.id, each.key ?? ''] as const),
  ].flatMap(([owner, key]) => usable(owner, key));
}

/** Public keys of the custodian's officers and counsel, under their ids. */
export function custodianKeys(custodian: Custodian): PublicKey[] {
  return [...custodian.officers, ...custodian.counsel].flatMap(({ id, key }) => usable(id, key ?? ''));
}

function usable(owner: string, key: string): PublicKey[] {
  if (key === '') return [];
  const read = importPublicKey(owner, key);
  return read.ok ? [read.key] : [];
}
