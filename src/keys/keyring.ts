import { createHmacs, type Hmacs, type Packed, pack } from './hmac.ts';
import { FINGERPRINT_BYTES, HALF_BYTES, PSEUDONYM_BYTES, type SecondHalf, split } from './second-half.ts';
import { type Attestation, attestationsOf } from './statement.ts';

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
  /** One value of 9 bytes an input. `group`: how many consecutive inputs belong to one inquiry (all of them, unless told). */
  fingerprints(inputs: readonly Uint8Array[], group?: number): Promise<Evaluated>;
  /** One value of 16 bytes an input. */
  pseudonyms(inputs: readonly Uint8Array[]): Promise<Uint8Array[]>;
}

export interface Evaluated {
  values: Uint8Array[];
  /** The second keyholder's statement for the first inquiry of the call; null where there was no input. */
  attestation: Attestation | null;
  /** One per inquiry: attestations[i] belongs to the i-th group of inputs. */
  attestations: readonly Attestation[];
}

/** Both halves in one process, for loading a register: synchronous, about 1 µs a value, for any thread. */
export interface PairEvaluator {
  evaluate(inputs: readonly Uint8Array[], bytes: typeof FINGERPRINT_BYTES | typeof PSEUDONYM_BYTES): Uint8Array[];
  /** As `evaluate` over inputs laid out one after another; results likewise. */
  evaluatePacked(inputs: Packed, bytes: typeof FINGERPRINT_BYTES | typeof PSEUDONYM_BYTES): Uint8Array;
  /** Wipes both keys; any later call throws. */
  forget(): void;
}

/** The keys are 32 bytes each; the caller may wipe its copies at once. */
export function createPairEvaluator(first: Uint8Array, second: Uint8Array): PairEvaluator {
  const hmacs: Hmacs = createHmacs([first, second]);
  return {
    evaluate: (inputs, bytes) => hmacs.run([0, 1], inputs, bytes),
    evaluatePacked: (inputs, bytes) => hmacs.runPacked([0, 1], inputs, bytes),
    forget: hmacs.forget,
  };
}

/** The custodian's half. */
export interface FirstSecrets {
  epoch: number;
  pseudonymEpoch: number;
  k1: Uint8Array;
  pseudonym1: Uint8Array;
}

/** HMAC-SHA-256 under the custodian's keys: first halves of 32 bytes each, one after another. */
export interface FirstHalf {
  fingerprints(inputs: readonly Uint8Array[]): Uint8Array;
  pseudonyms(inputs: readonly Uint8Array[]): Uint8Array;
}

export function firstHalf(secrets: FirstSecrets): FirstHalf {
  const hmacs = createHmacs([secrets.k1, secrets.pseudonym1]);
  return {
    fingerprints: (inputs) => hmacs.runPacked([0], pack(inputs), HALF_BYTES),
    pseudonyms: (inputs) => hmacs.runPacked([1], pack(inputs), HALF_BYTES),
  };
}

const NOTHING: Evaluated = { values: [], attestation: null, attestations: [] };

/** PairKeys with both halves in this process. `allow` is asked before each call with its number of values, and throws to forbid it. */
export function localPairKeys(secrets: FirstSecrets, second: SecondHalf, allow: (values: number) => void): PairKeys {
  const first = firstHalf(secrets);
  return {
    epoch: secrets.epoch,
    pseudonymEpoch: secrets.pseudonymEpoch,
    async fingerprints(inputs, group = inputs.length) {
      if (inputs.length === 0) return NOTHING;
      allow(inputs.length);
      const { values, statement, tree, signature } = second.fingerprints(first.fingerprints(inputs), group);
      return evaluated(values, attestationsOf(statement, tree, signature));
    },
    async pseudonyms(inputs) {
      allow(inputs.length);
      return split(second.pseudonyms(first.pseudonyms(inputs)), PSEUDONYM_BYTES);
    },
  };
}

/** What `fingerprints` gives, from values laid out one after another. */
export function evaluated(values: Uint8Array, attestations: readonly Attestation[]): Evaluated {
  return { values: split(values, FINGERPRINT_BYTES), attestation: attestations[0] ?? null, attestations };
}
