import { leafHash, nodeHash } from '../log/hash.ts';
import { sha256 } from './sha256.ts';

/** What the second keyholder signs about one tick of fingerprints. */
export interface TickStatement {
  keyholder: string;
  tick: number;
  epoch: number;
  /** Values in the tick; how many consecutive ones belong to one inquiry (the group); values is a multiple of group. */
  values: number;
  group: number;
  /** RFC 6962 tree root over the groups; leaf data of a group = SHA-256(its inputs) || SHA-256(its values), each one after another. */
  root: Uint8Array;
}

/**
 * A tick statement, its signature, and the way from one inquiry's values to it. Plain JSON, for the case file; binary members are
 * base64url. The root is not kept: it follows from the two digests, the index and the path. `audit/attestation.ts` checks it.
 */
export interface Attestation {
  keyholder: string;
  tick: number;
  epoch: number;
  values: number;
  group: number;
  /** Which group this inquiry is, from 0. */
  index: number;
  /** SHA-256 over this inquiry's inputs (what the keyholder saw, 32 bytes each) and over its values (9 bytes each). */
  inputs: string;
  outputs: string;
  /** Sibling hashes from the leaf up, as in an RFC 6962 audit path. */
  path: readonly string[];
  signature: string;
}

/** The exact bytes that are signed (Ed25519). */
export function statementText(statement: TickStatement): Uint8Array {
  const { keyholder, tick, epoch, values, group, root } = statement;
  const lines = [
    'countersign-tick/v1',
    `keyholder ${keyholder}`,
    `tick ${tick}`,
    `epoch ${epoch}`,
    `values ${values}`,
    `group ${group}`,
    `root ${base64url(root)}`,
  ];
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

/** The digests of a tick's groups and their tree: levels[0] are the leaves, the last level the root alone. */
export interface TickTree {
  inputs: Uint8Array[];
  outputs: Uint8Array[];
  levels: Uint8Array[][];
}

/** `inputs` of 32 bytes each and `outputs` of `bytes` each, one after another; groups of `group`. */
export function tickTree(inputs: Uint8Array, outputs: Uint8Array, bytes: number, group: number): TickTree {
  const groups = inputs.length / 32 / group;
  if (!Number.isInteger(groups) || groups < 1) throw new RangeError('values are not a whole number of groups');
  const digests = (all: Uint8Array, step: number): Uint8Array[] =>
    Array.from({ length: groups }, (_, i) => sha256(all.subarray(i * step, (i + 1) * step)));
  const tree = { inputs: digests(inputs, group * 32), outputs: digests(outputs, group * bytes) };
  const leaves = tree.inputs.map((digest, i) =>
    leafHash(sha256, Buffer.concat([digest, tree.outputs[i] as Uint8Array])),
  );
  return { ...tree, levels: levelsOver(leaves) };
}

export const treeRoot = (tree: TickTree): Uint8Array => tree.levels.at(-1)?.[0] as Uint8Array;

/** One attestation per group, in order. */
export function attestationsOf(statement: TickStatement, tree: TickTree, signature: Uint8Array): Attestation[] {
  const { keyholder, tick, epoch, values, group } = statement;
  return tree.inputs.map((digest, index) => ({
    keyholder,
    tick,
    epoch,
    values,
    group,
    index,
    inputs: base64url(digest),
    outputs: base64url(tree.outputs[index] as Uint8Array),
    path: auditPath(tree.levels, index).map(base64url),
    signature: base64url(signature),
  }));
}

/** Pairing level by level and lifting the odd one is the same tree as RFC 6962's split at the largest power of two. */
function levelsOver(leaves: Uint8Array[]): Uint8Array[][] {
  const levels = [leaves];
  for (let level = leaves; level.length > 1; levels.push(level)) {
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
      const [left, right] = [level[2 * i] as Uint8Array, level[2 * i + 1]];
      return right === undefined ? left : nodeHash(sha256, left, right);
    });
  }
  return levels;
}

function auditPath(levels: readonly Uint8Array[][], leaf: number): Uint8Array[] {
  return levels.slice(0, -1).flatMap((level, height) => level[(leaf >> height) ^ 1] ?? []);
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
