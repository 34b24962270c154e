/** What a witness answers to `add-checkpoint`: C2SP tlog-witness. A function of the request and the last checkpoint alone. */
import { decimalNumber, equalBytes, utf8Text } from '../log/bytes.ts';
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts';
import { type Decoded, decoded, undecodable } from '../log/decoded.ts';
import type { Verifiers } from '../log/hash.ts';
import { emptyRoot } from '../log/hash.ts';
import { parseHashLines } from '../log/proof.ts';
import { verifyConsistency } from '../log/prove.ts';
import type { VerifierKey } from '../log/verifier-key.ts';

/** `old <size>`, consistency hashes, a blank line, the checkpoint. */
export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
}

export type Verdict =
  | { readonly kind: 'cosign'; readonly checkpoint: Checkpoint; readonly note: string }
  /** 400 malformed or old above new, 403 not signed by the log, 404 unknown origin. */
  | { readonly kind: 'refuse'; readonly status: 400 | 403 | 404; readonly message: string }
  /** 409: `old` is not what was last cosigned, which is `size`. `offered` is the checkpoint's own size. */
  | { readonly kind: 'behind'; readonly origin: string; readonly size: number; readonly offered: number }
  /** 422, and the log signed it: a fork, or a wrong proof. */
  | {
      readonly kind: 'contradiction';
      readonly checkpoint: Checkpoint;
      readonly note: string;
      readonly message: string;
    };

export function formatAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): string {
  const hashes = proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`);
  return `old ${oldSize}\n${hashes.join('')}\n${note}`;
}

export function parseAddCheckpoint(body: Uint8Array): Decoded<AddCheckpoint> {
  const text = utf8Text(body);
  if (!text.ok) return undecodable(`the request is ${text.problem}`);
  const blank = text.value.indexOf('\n\n');
  const [oldLine = '', ...lines] = text.value.slice(0, Math.max(blank, 0)).split('\n');
  const oldSize = decimalNumber(oldLine.slice(4));
  if (!oldLine.startsWith('old ') || !oldSize.ok) return undecodable('the request starts with a line `old <size>`');
  const proof = parseHashLines(lines);
  if (!proof.ok) return proof;
  return decoded({ oldSize: oldSize.value, proof: proof.value, note: text.value.slice(blank + 2) });
}

/** The checks in the order of the protocol. `latestOf` gives what was last cosigned for an origin, or null. */
export function judgeCheckpoint(
  request: AddCheckpoint,
  latestOf: (origin: string) => Checkpoint | null,
  logs: readonly VerifierKey[],
  tools: Verifiers,
): Verdict {
  const { oldSize, proof, note } = request;
  const origin = note.slice(0, Math.max(note.indexOf('\n'), 0));
  const log = logs.find((key) => key.name === origin);
  if (log === undefined) return { kind: 'refuse', status: 404, message: 'this witness does not know that log' };
  const opened = openCheckpoint(note, log, [], tools);
  if (!opened.ok) return { kind: 'refuse', status: 403, message: opened.problem };
  const { checkpoint } = opened.value;
  if (oldSize > checkpoint.size) return { kind: 'refuse', status: 400, message: 'the old size is above the new one' };
  const latest = latestOf(origin);
  if (oldSize !== (latest?.size ?? 0)) {
    return { kind: 'behind', origin, size: latest?.size ?? 0, offered: checkpoint.size };
  }
  const message = contradiction(latest, checkpoint, proof, tools);
  return message === null ? { kind: 'cosign', checkpoint, note } : { kind: 'contradiction', checkpoint, note, message };
}

function contradiction(
  latest: Checkpoint | null,
  next: Checkpoint,
  proof: readonly Uint8Array[],
  { sha256 }: Verifiers,
): string | null {
  const empty = next.size === 0 && !equalBytes(next.root, emptyRoot(sha256));
  if (empty) return 'a log of no entries with the root of another';
  const old = latest ?? { size: 0, root: emptyRoot(sha256) };
  if (old.size === next.size && !equalBytes(old.root, next.root))
    return `two roots of the same size ${next.size}: a fork`;
  if (verifyConsistency(sha256, old, next, proof)) return null;
  return `no proof that the log of ${next.size} entries continues the one of ${old.size} that was cosigned`;
}
