import { createHmacs, type Hmacs, type Packed } from './hmac.ts';

export const FINGERPRINT_BYTES = 9;
export const PSEUDONYM_BYTES = 16;

/**
 * Keyed one-way values under two keys, HMAC-SHA-256(second, HMAC-SHA-256(first, input)): the custodian's first, the second
 * keyholder's second. Fingerprints and pseudonyms have keys of their own, so that no value of one is ever a value of the other.
 * Every method throws KeysUnavailable when a key or the keyholder cannot be used; nothing is then confirmed.
 */
export interface PairKeys {
  /** Epoch of the fingerprint keys. A register answers only to the epoch it was loaded under. */
  epoch: number;
  /** Epoch of the pseudonym keys; usage and accounting carry over a change of the fingerprint keys. */
  pseudonymEpoch: number;
  /** One value of 9 bytes an input. `group` is how many consecutive inputs belong to one inquiry (all of them, unless told). */
  fingerprints(inputs: readonly Uint8Array[], group?: number): Promise<Evaluated>;
  /** One value of 16 bytes an input. */
  pseudonyms(inputs: readonly Uint8Array[]): Promise<Uint8Array[]>;
}

export interface Evaluated {
  values: Uint8Array[];
  /** The second keyholder's statement for the first inquiry of the call; null where there is none (no value, or no statement key). */
  attestation: Attestation | null;
  /** One statement per inquiry: attestations[i] belongs to the i-th group of inputs. Empty where `attestation` is null. */
  attestations: readonly Attestation[];
}

/**
 * What the second keyholder signed about one call (a tick), and the way from one inquiry's values to it. Plain JSON, for the case file.
 * The signed text and the tree are described in `statement.ts`; `audit/attestation.ts` checks them.
 */
export interface Attestation {
  keyholder: string;
  tick: number;
  epoch: number;
  /** Values in the tick, and how many of them belong to each inquiry. */
  values: number;
  group: number;
  /** SHA-256 tree root over the groups, hex. */
  root: string;
  /** Ed25519, standard base64. */
  signature: string;
  /** Which group this inquiry is. */
  index: number;
  /** Sibling hashes from the leaf up, hex. */
  path: readonly string[];
}

/** Both halves in one process: for a register load and for a gateway without a second keyholder. */
export interface PairEvaluator {
  evaluate(inputs: readonly Uint8Array[], bytes: typeof FINGERPRINT_BYTES | typeof PSEUDONYM_BYTES): Uint8Array[];
  /** As `evaluate` over inputs laid out one after another; results likewise. */
  evaluatePacked(inputs: Packed, bytes: typeof FINGERPRINT_BYTES | typeof PSEUDONYM_BYTES): Uint8Array;
  /** Wipes both keys; any later call throws. */
  forget(): void;
}

/** Synchronous, about 1 µs a value, for any thread. The keys are 32 bytes each; the caller may wipe its copies at once. */
export function createPairEvaluator(first: Uint8Array, second: Uint8Array): PairEvaluator {
  const hmacs: Hmacs = createHmacs([first, second]);
  return {
    evaluate: (inputs, bytes) => hmacs.run([0, 1], inputs, bytes),
    evaluatePacked: (inputs, bytes) => hmacs.runPacked([0, 1], inputs, bytes),
    forget: hmacs.forget,
  };
}

export interface PairSecrets {
  epoch: number;
  pseudonymEpoch: number;
  k1: Uint8Array;
  k2: Uint8Array;
  pseudonym1: Uint8Array;
  pseudonym2: Uint8Array;
}

/** PairKeys with all four keys in this process. */
export function localPairKeys(secrets: PairSecrets): PairKeys {
  const fingerprints = createPairEvaluator(secrets.k1, secrets.k2);
  const pseudonyms = createPairEvaluator(secrets.pseudonym1, secrets.pseudonym2);
  return {
    epoch: secrets.epoch,
    pseudonymEpoch: secrets.pseudonymEpoch,
    async fingerprints(inputs) {
      return { values: fingerprints.evaluate(inputs, FINGERPRINT_BYTES), attestation: null, attestations: [] };
    },
    async pseudonyms(inputs) {
      return pseudonyms.evaluate(inputs, PSEUDONYM_BYTES);
    },
  };
}
