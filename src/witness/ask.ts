/** Asking one witness to cosign a checkpoint: the client's half of C2SP tlog-witness. */
import { decimalNumber } from '../log/bytes.ts';
import type { Verifiers } from '../log/hash.ts';
import { parseNote, verifyNote } from '../log/note.ts';
import type { PolicyWitness } from '../log/policy.ts';
import { type AddCheckpoint, formatAddCheckpoint } from './add-checkpoint.ts';

export type Asked =
  /** `lines` are this witness's signature lines, verified. */
  | { readonly kind: 'cosigned'; readonly lines: string }
  /** It last cosigned `size`: ask again with a proof from there. */
  | { readonly kind: 'behind'; readonly size: number }
  /** It will not cosign, and says why. A 422 is grave: it has seen another log under this name. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  /** It could not be reached, did not answer in time, or answered with what is no cosignature. */
  | { readonly kind: 'unreachable'; readonly message: string };

const MOST_REPLY_CHARACTERS = 64 * 1024;

export async function askWitness(
  witness: PolicyWitness,
  request: AddCheckpoint,
  tools: Verifiers,
  patienceMs: number,
): Promise<Asked> {
  const reply = await post(
    `${witness.url.replace(/\/$/, '')}/add-checkpoint`,
    formatAddCheckpoint(request),
    patienceMs,
  );
  if (typeof reply === 'string') return { kind: 'unreachable', message: reply };
  if (reply.status === 200) return readCosignature(witness, request.note, reply.text, tools);
  const size = decimalNumber(reply.text.trim());
  if (reply.status === 409 && size.ok) return { kind: 'behind', size: size.value };
  return { kind: 'refused', status: reply.status, message: reply.text.trim().slice(0, 200) };
}

async function post(url: string, body: string, patienceMs: number): Promise<{ status: number; text: string } | string> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { method: 'POST', body, signal, redirect: 'error' });
    return { status: response.status, text: (await response.text()).slice(0, MOST_REPLY_CHARACTERS) };
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'not reachable';
  }
}

/** Keeps only the lines of this witness's key that verify on this very checkpoint. */
function readCosignature(witness: PolicyWitness, note: string, lines: string, tools: Verifiers): Asked {
  const own = lines.split('\n').filter((line) => line.startsWith(`\u2014 ${witness.key.name} `));
  const text = own.map((line) => `${line}\n`).join('');
  const parsed = parseNote(note + text);
  const signed = parsed.ok ? verifyNote(parsed.value, [witness.key], tools) : parsed;
  return signed.ok
    ? { kind: 'cosigned', lines: text }
    : { kind: 'unreachable', message: `answered without a cosignature of its key: ${signed.problem}` };
}
