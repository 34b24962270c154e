/**
 * Commitments: SHA-256(label || salt || plaintext). The 32 random bytes of salt hide the plaintext even where it could
 * be guessed; destroying them erases, disclosing them proves. Labels keep the parts of an inquiry apart.
 */
import { joinBytes, utf8Bytes } from './bytes.ts';
import type { Sha256 } from './hash.ts';

export const SALT_SIZE = 32;

/** Said by every receipt, and bound by its commitment. */
export const STATEMENT = 'not_confirmed states nothing about the record';

/** INVARIANT: none is the beginning of another. */
const LABELS = {
  /** Opens for the requester. */
  receipt: `countersign/receipt/v1\n${STATEMENT}\n`,
  /** Opens for the custodian and inspectors. */
  case: 'countersign/case/v1\n',
  /** What was asked, named in the receipt without saying it. */
  request: 'countersign/request/v1\n',
} as const;

export type CommitmentLabel = keyof typeof LABELS;

/** 32 bytes. Throws RangeError unless the salt is 32 bytes, fresh and random for every commitment. */
export function commit(sha256: Sha256, label: CommitmentLabel, salt: Uint8Array, plaintext: Uint8Array): Uint8Array {
  if (salt.length !== SALT_SIZE) throw new RangeError('the salt of a commitment is 32 random bytes');
  return sha256(joinBytes(utf8Bytes(LABELS[label]), salt, plaintext));
}
