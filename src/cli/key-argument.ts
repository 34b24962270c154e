import { readFile } from 'node:fs/promises';
import { sha256 } from '../keys/sha256.ts';
import { parseVerifierKey, type VerifierKey } from '../log/verifier-key.ts';
import { BadInput } from './failure.ts';

/** A C2SP verifier key has two `+`; a path with two in it can be given as ./path. */
const LOOKS_LIKE_KEY = /^[^\s+/][^\s+]*\+[0-9a-f]{8}\+/;

/** KEY on the command line: a verifier key, or the file that holds one on its first line. */
export async function keyArgument(given: string): Promise<VerifierKey> {
  const isKey = LOOKS_LIKE_KEY.test(given);
  const text = isKey ? given : (await readFile(given, 'utf8')).split('\n')[0];
  const key = parseVerifierKey(sha256, (text ?? '').trim());
  if (!key.ok) throw new BadInput(`${isKey ? '--vkey' : given}: ${key.problem}`);
  return key.value;
}
