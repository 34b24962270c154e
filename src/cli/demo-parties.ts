/** The parties of the demo: the directory of examples/, with keys that lie in the data folder, so that one machine can sign for everybody. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { registerCustodian, registerRequesters } from '../gateway/directory.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { createDemoKeys, demoFolder, openDemoKey } from '../keys/demo.ts';
import { type OwnerKey, publicPem } from '../keys/signing.ts';
import { type Custodian, parseCustodian, parseRequesters, type Requester } from '../terms/requester.ts';
import { BadInput } from './failure.ts';

export const EXAMPLES = resolve(import.meta.dirname, '../../examples');

/** Officers of different parties may have one id: their demo keys are named by both. */
const nameOf = (id: string, party: string): string => `${id}@${party}`;

export const isDemo = (data: string): boolean => existsSync(demoFolder(data));

/** Makes the demo's keys and registers its custodian and requesters with them. */
export async function registerDemoParties(gateway: Gateway): Promise<void> {
  const custodian = parseCustodian(await readFile(resolve(EXAMPLES, 'custodian.yaml'), 'utf8'));
  const directory = parseRequesters(await readFile(resolve(EXAMPLES, 'requesters.yaml'), 'utf8'));
  if (!custodian.ok || !directory.ok)
    throw new BadInput('examples/custodian.yaml or examples/requesters.yaml cannot be read; restore them');
  const key = (name: string): string => publicPem(createDemoKeys(gateway.dataDir, [name], 'EdDSA')[0] as OwnerKey);
  await registerCustodian(gateway, keyedCustodian(custodian.custodian, key));
  await registerRequesters(
    gateway,
    directory.requesters.map((each) => keyedRequester(each, key)),
    custodian.custodian.id,
  );
}

function keyedCustodian(custodian: Custodian, key: (name: string) => string): Custodian {
  const keyed = <T extends { id: string }>(people: readonly T[]): T[] =>
    people.map((each) => ({ ...each, key: key(nameOf(each.id, custodian.id)) }));
  return { ...custodian, officers: keyed(custodian.officers), counsel: keyed(custodian.counsel) };
}

function keyedRequester(requester: Requester, key: (name: string) => string): Requester {
  return {
    ...requester,
    officers: requester.officers.map((each) => ({ ...each, key: key(nameOf(each.id, requester.id)) })),
    keys: [{ id: requester.answer_key, key: key(requester.id), from: '2026-01-01', until: null }],
  };
}

/** The demo keys of a requester: the agency's own and every officer's. */
export function demoSigners(data: string, requester: Requester): OwnerKey[] {
  const officers = requester.officers.map((each) => openDemoKey(data, nameOf(each.id, requester.id)));
  return [openDemoKey(data, requester.id), ...officers];
}

/** The demo keys of one person of the custodian. */
export function demoOfficer(data: string, custodian: Custodian, id: string): OwnerKey {
  return openDemoKey(data, nameOf(id, custodian.id));
}
