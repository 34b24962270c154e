import { readFile } from 'node:fs/promises';
import { BadInput } from './failure.ts';

/** A C2SP verifier key: name, eight hex digits, base64. */
const VERIFIER_KEY = /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/;

/** KEY on the command line: a verifier key, or the file that holds one on its first line. */
export async function keyArgument(given: string): Promise<string> {
  if (VERIFIER_KEY.test(given)) return given;
  const [first = ''] = (await readFile(given, 'utf8')).split('\n');
  const key = first.trim();
  if (!VERIFIER_KEY.test(key))
    throw new BadInput(`${given} holds no verifier key (name+8 hex digits+base64 on its first line)`);
  return key;
}
