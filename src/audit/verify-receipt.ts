/** Verifies a receipt offline: opening, leaf, proof, checkpoint, signatures. Nothing is asked of anybody. */
import { equalBytes } from '../log/bytes.ts';
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts';
import { type Decoded, decoded, undecodable } from '../log/decoded.ts';
import { inquiryLeaf } from '../log/entry.ts';
import { leafHash, type Verifiers } from '../log/hash.ts';
import { meetsQuorum, type Policy } from '../log/policy.ts';
import { rootFromInclusion } from '../log/prove.ts';
import { openingCommitment, parseReceipt, type Receipt, type ReceiptPart } from '../log/receipt.ts';
import type { VerifierKey } from '../log/verifier-key.ts';

export interface VerifiedReceipt {
  readonly part: ReceiptPart;
  readonly index: number;
  readonly checkpoint: Checkpoint;
  /** Witnesses of the policy that cosigned, with POSIX seconds. */
  readonly cosigned: readonly { name: string; time: number }[];
}

/** The key of the one log that is trusted, or a policy with its logs, witnesses and quorum. */
export type Trust = { readonly log: VerifierKey } | { readonly policy: Policy };

/** What the receipt proves, or in one sentence why it proves nothing. */
export function verifyReceipt(text: string, trust: Trust, tools: Verifiers): Decoded<VerifiedReceipt> {
  const receipt = parseReceipt(text);
  if (!receipt.ok) return receipt;
  const { proof, part } = receipt.value;
  const head = openTrusted(proof.checkpoint, trust, tools);
  if (!head.ok) return head;
  const { checkpoint, cosigned } = head.value;
  const root = rootOfReceipt(receipt.value, checkpoint.size, tools);
  if (!root.ok) return root;
  if (!equalBytes(root.value, checkpoint.root)) {
    return undecodable(
      `entry ${proof.index} of the log does not say what this receipt says: changed, or of another log`,
    );
  }
  return decoded({ part, index: proof.index, checkpoint, cosigned });
}

function rootOfReceipt(
  { opening, caseCommitment, proof }: Receipt,
  size: number,
  { sha256 }: Verifiers,
): Decoded<Uint8Array> {
  const leaf = inquiryLeaf(caseCommitment, openingCommitment(sha256, opening));
  return rootFromInclusion(sha256, size, proof.index, leafHash(sha256, leaf), proof.hashes);
}

interface Head {
  checkpoint: Checkpoint;
  cosigned: { name: string; time: number }[];
}

function openTrusted(note: string, trust: Trust, tools: Verifiers): Decoded<Head> {
  const policy = 'policy' in trust ? trust.policy : null;
  const logs = 'log' in trust ? [trust.log] : trust.policy.logs.map((log) => log.key);
  const key = logs.find((log) => note.startsWith(`${log.name}\n`)) ?? logs[0];
  if (key === undefined) return undecodable('the policy names no log');
  const witnesses = policy === null ? [] : policy.witnesses.map((witness) => witness.key);
  const head = openCheckpoint(note, key, witnesses, tools);
  if (!head.ok) return head;
  const signers = head.value.signed.map((signed) => signed.key);
  if (policy !== null && !meetsQuorum(policy, signers)) {
    return undecodable('fewer witnesses have cosigned this receipt than the policy asks');
  }
  const cosigned = head.value.signed.flatMap(({ key: by, time }) => (time === null ? [] : [{ name: by.name, time }]));
  return decoded({ checkpoint: head.value.checkpoint, cosigned });
}
