import { createHmacs, type Packed } from './hmac.ts';
import type { NoteSigner } from './signing.ts';
import { statementText, type TickStatement, type TickTree, tickTree, treeRoot } from './statement.ts';

export const FINGERPRINT_BYTES = 9;
export const PSEUDONYM_BYTES = 16;
/** What the first half gives and the second half takes: whole HMAC values. */
export const HALF_BYTES = 32;

/** A tick of fingerprints with what was signed about it. */
export interface SignedTick {
  values: Uint8Array;
  statement: TickStatement;
  tree: TickTree;
  signature: Uint8Array;
}

/** The second keyholder's keyed step over first halves of 32 bytes each, laid out one after another; the same in its own process and locally. */
export interface SecondHalf {
  signer: NoteSigner;
  /** Throws RangeError when there is no value or no whole number of groups. */
  fingerprints(halves: Uint8Array, group: number): SignedTick;
  pseudonyms(halves: Uint8Array): Uint8Array;
  /** Fingerprints without a statement, for a load. */
  bulk(halves: Uint8Array): Uint8Array;
}

export interface SecondSecrets {
  epoch: number;
  k2: Uint8Array;
  pseudonym2: Uint8Array;
  signer: NoteSigner;
  /** Asked once, at the first tick: see `nextRun`. */
  run: () => number;
}

/** Ticks of one run; run r numbers its ticks from r * TICKS_A_RUN. */
const TICKS_A_RUN = 2 ** 32;

export function secondHalf(secrets: SecondSecrets): SecondHalf {
  const hmacs = createHmacs([secrets.k2, secrets.pseudonym2]);
  const { signer, epoch } = secrets;
  let tick = -1;
  const keyed = (key: number, halves: Uint8Array, bytes: number): Uint8Array =>
    hmacs.runPacked([key], evenly(halves), bytes);
  return {
    signer,
    fingerprints(halves, group) {
      const values = keyed(0, halves, FINGERPRINT_BYTES);
      const tree = tickTree(halves, values, FINGERPRINT_BYTES, group);
      tick = tick === -1 ? secrets.run() * TICKS_A_RUN : tick + 1;
      const count = halves.length / HALF_BYTES;
      const statement = { keyholder: signer.name, tick, epoch, values: count, group, root: treeRoot(tree) };
      return { values, statement, tree, signature: signer.signNote(statementText(statement)) };
    },
    pseudonyms: (halves) => keyed(1, halves, PSEUDONYM_BYTES),
    bulk: (halves) => keyed(0, halves, FINGERPRINT_BYTES),
  };
}

/** First halves, 32 bytes each. */
export function evenly(halves: Uint8Array): Packed {
  const ends = new Uint32Array(halves.length / HALF_BYTES);
  for (let i = 0; i < ends.length; i++) ends[i] = (i + 1) * HALF_BYTES;
  return { bytes: halves, ends };
}

/** Splits values laid out one after another. */
export function split(values: Uint8Array, bytes: number): Uint8Array[] {
  return Array.from({ length: values.length / bytes }, (_, i) => values.subarray(i * bytes, (i + 1) * bytes));
}
