/** The second keyholder's statement about a whole tick, kept once as a document; each case file says which of its groups is its own. */
import { z } from 'zod';
import { base64urlBytes, base64urlOf, joinBytes } from '../log/bytes.ts';
import { leafHash, nodeHash, type Sha256 } from '../log/hash.ts';

const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const count = z.int().min(0);

const tickSchema = z.strictObject({
  keyholder: z.string(),
  tick: count,
  epoch: count,
  values: count,
  group: count,
  signature: z.string(),
  /** The leaves of the tick's tree, one for each inquiry, in order. */
  leaves: z.array(hash).min(1),
});

/** What a keyholder signed about a tick. Hashes are base64url of 32 bytes. */
export type AttestedTick = z.infer<typeof tickSchema>;

/** One inquiry's part: its place in the tick, and the digests of its inputs and values. */
export type AttestedGroup = readonly [index: number, inputs: string, outputs: string];

/** One inquiry's attestation as the keys room gives it. */
export interface GroupAttestation {
  readonly keyholder: string;
  readonly tick: number;
  readonly epoch: number;
  readonly values: number;
  readonly group: number;
  readonly index: number;
  readonly inputs: string;
  readonly outputs: string;
  readonly signature: string;
}

/** The tick that attestations of all its inquiries, in order, are about. */
export function attestedTick(sha256: Sha256, all: readonly [GroupAttestation, ...GroupAttestation[]]): AttestedTick {
  const { keyholder, tick, epoch, values, group, signature } = all[0];
  return {
    keyholder,
    tick,
    epoch,
    values,
    group,
    signature,
    leaves: all.map((each) => base64urlOf(leafOf(sha256, each))),
  };
}

function leafOf(sha256: Sha256, { inputs, outputs }: Pick<GroupAttestation, 'inputs' | 'outputs'>): Uint8Array {
  return leafHash(sha256, joinBytes(bytesOf(inputs), bytesOf(outputs)));
}

function bytesOf(text: string): Uint8Array {
  const bytes = base64urlBytes(text);
  return bytes.ok ? bytes.value : new Uint8Array(0);
}

/** The tree over a tick's leaves, from the leaves up to the root. */
export type TickLevels = readonly (readonly Uint8Array[])[];

export interface ReadTick {
  readonly tick: AttestedTick;
  readonly levels: TickLevels;
}

/** Reads a tick's document; null where it holds none. */
export function readTick(sha256: Sha256, document: Uint8Array): ReadTick | null {
  const parsed = tickSchema.safeParse(JSON.parse(new TextDecoder().decode(document)));
  if (!parsed.success) return null;
  const levels: Uint8Array[][] = [parsed.data.leaves.map(bytesOf)];
  for (let level = levels[0] as Uint8Array[]; level.length > 1; levels.push(level)) {
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
      joined(sha256, level[2 * i], level[2 * i + 1]),
    );
  }
  return { tick: parsed.data, levels };
}

/** The odd one is lifted: the same tree as RFC 6962's. */
function joined(sha256: Sha256, left: Uint8Array | undefined, right: Uint8Array | undefined): Uint8Array {
  if (left === undefined) throw new RangeError('a level of a tree has no gap');
  return right === undefined ? left : nodeHash(sha256, left, right);
}

/** The attestation of one group as `verifyAttestation` takes it, its path made from the tick's leaves. */
export function attestationOf({ tick, levels }: ReadTick, [index, inputs, outputs]: AttestedGroup): object {
  const { leaves: _, ...statement } = tick;
  const path = levels.slice(0, -1).flatMap((level, height) => level[(index >> height) ^ 1] ?? []);
  return { ...statement, index, inputs, outputs, path: path.map(base64urlOf) };
}
