/** Gathering the cosignatures that a policy asks for a new checkpoint. */
import type { Verifiers } from '../log/hash.ts';
import { meetsQuorum, type Policy, type PolicyWitness } from '../log/policy.ts';
import type { VerifierKey } from '../log/verifier-key.ts';
import { type Asked, askWitness } from './ask.ts';

export interface NewCheckpoint {
  readonly size: number;
  /** With the log's signature. */
  readonly note: string;
  /** A consistency proof from an older size to this one. */
  readonly proofFrom: (oldSize: number) => Promise<readonly Uint8Array[]>;
}

export interface Gathered {
  /** Whether the policy's quorum has cosigned. */
  readonly met: boolean;
  /** The note with every cosignature gathered. */
  readonly note: string;
  readonly cosigned: readonly string[];
  /** Who did not, and why, in words for an operator. */
  readonly missing: readonly { readonly name: string; readonly why: string }[];
}

/** Sizes last cosigned, by witness name: a guess that saves a round trip, corrected by the witness itself. */
export type LastSizes = Map<string, number>;

/** Asks all witnesses at once. `last` is brought up to date. Never throws for what a witness does. */
export async function gatherCosignatures(
  policy: Policy,
  checkpoint: NewCheckpoint,
  last: LastSizes,
  { tools, patienceMs }: { tools: Verifiers; patienceMs: number },
): Promise<Gathered> {
  const answers = await Promise.all(
    policy.witnesses.map(async (witness) => ({
      witness,
      asked: await cosign(witness, checkpoint, last, { tools, patienceMs }),
    })),
  );
  const signers: VerifierKey[] = [];
  const missing: { name: string; why: string }[] = [];
  let note = checkpoint.note;
  for (const { witness, asked } of answers) {
    if (asked.kind !== 'cosigned') {
      missing.push({ name: witness.name, why: whyNot(asked) });
      continue;
    }
    signers.push(witness.key);
    note += asked.lines;
  }
  return { met: meetsQuorum(policy, signers), note, cosigned: signers.map((key) => key.name), missing };
}

async function cosign(
  witness: PolicyWitness,
  checkpoint: NewCheckpoint,
  last: LastSizes,
  { tools, patienceMs }: { tools: Verifiers; patienceMs: number },
): Promise<Asked> {
  if (witness.url === '') return { kind: 'unreachable', message: 'the policy gives no address for it' };
  let oldSize = Math.min(last.get(witness.name) ?? 0, checkpoint.size);
  for (let turn = 1; ; turn++) {
    const proof = await checkpoint.proofFrom(oldSize);
    const asked = await askWitness(witness, { oldSize, proof, note: checkpoint.note }, tools, patienceMs);
    if (asked.kind === 'cosigned') last.set(witness.name, checkpoint.size);
    if (asked.kind !== 'behind' || turn === 2 || asked.size > checkpoint.size) return asked;
    oldSize = asked.size;
  }
}

function whyNot(asked: Exclude<Asked, { kind: 'cosigned' }>): string {
  if (asked.kind === 'unreachable') return asked.message;
  if (asked.kind === 'behind')
    return `it has cosigned ${asked.size} entries of this log: more than there are, or others`;
  return `it refuses (${asked.status}): ${asked.message}`;
}
