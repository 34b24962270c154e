/**
 * Checks the second keyholder's statement that a case file carries. A *confirmed* without one that holds is rejected: it was made without
 * the second key. Written apart from keys/, which makes these statements, so that the two check each other.
 */
import { z } from 'zod';
import { base64urlBytes, base64urlOf, equalBytes, joinBytes, utf8Bytes } from '../log/bytes.ts';
import { leafHash, type Sha256, type Verifiers } from '../log/hash.ts';
import { rootFromInclusion } from '../log/prove.ts';

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Base64url of `digits` characters, strictly its one writing. */
const binary = (digits: number) =>
  z
    .string()
    .length(digits)
    .transform((text, context) => {
      const read = base64urlBytes(text);
      if (read.ok) return read.value;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    });
const digest = binary(43);

/** As `keys/` writes it: see there for what each member is. Strict: nothing further may stand in it. */
const attestationSchema = z.strictObject({
  keyholder: z.string().regex(/^[!-~]{1,200}$/),
  tick: count,
  epoch: count,
  values: count,
  group: count.min(1),
  index: count,
  inputs: digest,
  outputs: digest,
  path: z.array(digest).max(32),
  signature: binary(86),
});

/** The keyholder as counsel knows it: its name and raw Ed25519 public key. */
export interface KnownKeyholder {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** What the attestation is about, as far as the auditor has it: the fingerprints of the case, and what the keyholder was shown. */
export interface AttestedCase {
  readonly epoch: number;
  /** 9 bytes each, in the order asked; null where the case file does not hold them. */
  readonly values: readonly Uint8Array[] | null;
  /** HMAC under k1, 32 bytes each; null for an auditor without k1. */
  readonly inputs: readonly Uint8Array[] | null;
}

export type AttestationProblem =
  | 'missing'
  | 'malformed'
  | 'other-keyholder'
  | 'other-epoch'
  | 'other-values'
  | 'other-inputs'
  | 'not-in-tick'
  | 'false-signature';

export type AttestationVerdict = { ok: true; tick: number } | { ok: false; problem: AttestationProblem };

/** Total over any JSON value. null is 'missing'. */
export function verifyAttestation(
  attestation: unknown,
  keyholder: KnownKeyholder,
  about: AttestedCase,
  { sha256, verifyEd25519 }: Verifiers,
): AttestationVerdict {
  if (attestation === null || attestation === undefined) return { ok: false, problem: 'missing' };
  const read = attestationSchema.safeParse(attestation);
  if (!read.success) return { ok: false, problem: 'malformed' };
  const { tick, epoch, values, group, index, path, inputs, outputs, signature } = read.data;
  if (read.data.keyholder !== keyholder.name) return { ok: false, problem: 'other-keyholder' };
  if (epoch !== about.epoch) return { ok: false, problem: 'other-epoch' };
  if (!isOf(sha256, about.values, group, outputs)) return { ok: false, problem: 'other-values' };
  if (!isOf(sha256, about.inputs, group, inputs)) return { ok: false, problem: 'other-inputs' };
  if (values % group !== 0 || index >= values / group) return { ok: false, problem: 'not-in-tick' };
  const leaf = leafHash(sha256, joinBytes(inputs, outputs));
  const root = rootFromInclusion(sha256, values / group, index, leaf, path);
  if (!root.ok) return { ok: false, problem: 'not-in-tick' };
  const text = `countersign-tick/v1\nkeyholder ${keyholder.name}\ntick ${tick}\nepoch ${epoch}\nvalues ${values}\ngroup ${group}\nroot `;
  const signed = utf8Bytes(`${text}${base64urlOf(root.value)}\n`);
  return verifyEd25519(keyholder.publicKey, signed, signature)
    ? { ok: true, tick }
    : { ok: false, problem: 'false-signature' };
}

function isOf(sha256: Sha256, values: readonly Uint8Array[] | null, group: number, expected: Uint8Array): boolean {
  if (values === null) return true;
  return values.length === group && equalBytes(sha256(joinBytes(...values)), expected);
}
