/** The packs that come with the product, by their id: packs/<id>/pack.yaml. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sha256 } from '../keys/sha256.ts';
import { parseAgreement } from '../terms/agreement.ts';
import { readTerms, type TermsRead } from '../terms/terms.ts';
import { BadInput } from './failure.ts';

const PACKS = resolve(import.meta.dirname, '../../packs');
const PACK_ID = /^[a-z0-9]+(?:[/-][a-z0-9]+)*$/;

export async function packText(id: string): Promise<string> {
  if (!PACK_ID.test(id)) throw new BadInput('the pack id in the agreement is none: it is like us/26usc6103-i-2');
  return readFile(join(PACKS, id, 'pack.yaml'), 'utf8').catch(() => {
    throw new BadInput(`there is no pack ${id}; the packs are the folders of ${PACKS}`);
  });
}

export interface AgreementTexts {
  agreement: string;
  pack: string;
  read: TermsRead;
}

/** An agreement file with the pack that it names, both read and checked; problems are values. */
export async function agreementFile(path: string): Promise<AgreementTexts> {
  const agreement = await readFile(path, 'utf8');
  const first = parseAgreement(agreement);
  if (!first.ok) {
    const problems = first.problems.map((problem) => ({ ...problem, of: 'agreement' as const }));
    return { agreement, pack: '', read: { ok: false, problems } };
  }
  const pack = await packText(first.agreement.pack.id);
  return { agreement, pack, read: readTerms(agreement, pack, sha256) };
}
