/**
 * Verifies a log as static files: every entry is hashed, every tile is made anew and compared, and the root that comes
 * out must be the one the log signed. WHY: a tile is never believed. Readers that trust tiles to authenticate each other
 * have accepted forged ones (CVE-2026-56865, logs of 70,000 entries).
 */
import { equalBytes } from '../log/bytes.ts';
import type { SignedCheckpoint } from '../log/checkpoint.ts';
import { appendToEdge, type Edge, edgeRoot, emptyEdge, partialTiles } from '../log/edge.ts';
import { HASH_SIZE, leafHash, perfectRoot, type Verifiers } from '../log/hash.ts';
import type { Policy } from '../log/policy.ts';
import { decodeBundle, TILE_WIDTH, type TileAt, tilePath, tileWidth } from '../log/tile.ts';
import type { VerifierKey } from '../log/verifier-key.ts';
import { checkOlder, type OlderPartials, type ReadLogFile, readHashTile, sortFiles } from './log-files.ts';
import { edgeSince, hasQuorum, openHead } from './log-head.ts';
import { type AddProblem, type LogReport, MOST_PROBLEMS, problemList } from './log-problem.ts';

export interface VerifyLogOptions {
  /** Every file that is there, `checkpoint` included: surplus ones are named, partial ones of earlier sizes checked. */
  readonly paths?: Iterable<string>;
  /** Whose cosignatures the checkpoint needs. */
  readonly policy?: Policy;
  /** An older checkpoint's note (UTF-8): only what came after it is read, and the log must continue it. */
  readonly since?: Uint8Array;
  /** Called with each entry read, in order. The bytes are those the signed root covers only if the report is ok. */
  readonly each?: (index: number, entry: Uint8Array) => void;
  /** Stop reading once there are this many problems; a hundred unless told. */
  readonly stopAfter?: number;
  /** Called now and then with the number of entries done. */
  readonly progress?: (done: number, size: number) => void;
}

interface Walk {
  readonly read: ReadLogFile;
  readonly tools: Verifiers;
  readonly add: AddProblem;
  readonly size: number;
  readonly older: OlderPartials;
  readonly options: VerifyLogOptions;
  /** Whether there are so many problems that reading on tells nothing more. */
  readonly enough: () => boolean;
}

/** Total on what the files hold; throws only what `read` throws. A million entries take a few seconds. */
export async function verifyLog(
  read: ReadLogFile,
  key: VerifierKey,
  tools: Verifiers,
  options: VerifyLogOptions = {},
): Promise<LogReport> {
  const { problems, add } = problemList(options.stopAfter ?? MOST_PROBLEMS);
  const policy = options.policy ?? null;
  const head = openHead(await read('checkpoint'), key, policy, tools);
  if (!head.ok) {
    add('checkpoint', 'checkpoint', head.problem);
    return { ok: false, size: 0, root: new Uint8Array(0), cosigned: [], problems };
  }
  const { size, root } = head.value.checkpoint;
  if (!hasQuorum(head.value, policy)) add('quorum', 'checkpoint', 'fewer witnesses have cosigned than the policy asks');
  const older = sortFiles(options.paths ?? [], size, add);
  const walk = {
    read,
    tools,
    add,
    size,
    older,
    options,
    enough: () => problems.length >= (options.stopAfter ?? MOST_PROBLEMS),
  };
  const from = await startOf(walk, key);
  const edge = from === null ? null : await walkEntries(walk, from);
  if (edge !== null && !equalBytes(edgeRoot(tools.sha256, edge), root)) {
    add('root', 'checkpoint', `the entries do not lead to the root that was signed for ${size} entries`);
  }
  return { ok: problems.length === 0, size, root, cosigned: cosigners(head.value), problems };
}

function cosigners(head: SignedCheckpoint): { name: string; time: number }[] {
  return head.signed.flatMap(({ key, time }) => (time === null ? [] : [{ name: key.name, time }]));
}

async function startOf(walk: Walk, key: VerifierKey): Promise<Edge | null> {
  if (walk.options.since === undefined) return emptyEdge();
  const since = openHead(walk.options.since, key, null, walk.tools);
  if (since.ok) return edgeSince(walk.read, since.value, walk.size, { sha256: walk.tools.sha256, add: walk.add });
  walk.add('history', 'checkpoint', `the older checkpoint: ${since.problem}`);
  return null;
}

/** Bundle after bundle up to the size; the edge at the end, or null where entries cannot be had or enough is wrong. */
async function walkEntries(walk: Walk, from: Edge): Promise<Edge | null> {
  let edge = from;
  while (edge.size < walk.size) {
    if (walk.enough()) return null;
    const index = Math.floor(edge.size / TILE_WIDTH);
    const leaves = await readLeaves(walk, index);
    if (leaves === null) return null;
    const known = edge.size % TILE_WIDTH;
    const appended = appendToEdge(walk.tools.sha256, edge, leaves.slice(known));
    if (known > 0 && firstDifference(leaves, edge.levels[0] ?? new Uint8Array(0)) >= 0) {
      walk.add(
        'differs',
        tilePath(bundleAt(walk.size, index)),
        'entries before the older checkpoint are not those it signed',
      );
    }
    edge = appended.edge;
    for (const { level, index: at, bytes } of appended.tiles)
      await checkTile(walk, { level, index: at, width: TILE_WIDTH }, bytes);
    if (index % 64 === 0) walk.options.progress?.(edge.size, walk.size);
  }
  for (const { tile, bytes } of partialTiles(edge)) await checkTile(walk, tile, bytes);
  return edge;
}

/** The first of the hashes that is another than at its place in `row`, as far as the row goes; -1 where none is. */
function firstDifference(hashes: readonly Uint8Array[], row: Uint8Array): number {
  const held = Math.min(hashes.length, row.length / HASH_SIZE);
  for (let i = 0; i < held; i++) {
    const hash = hashes[i];
    for (let at = 0; at < HASH_SIZE; at++) if (hash?.[at] !== row[i * HASH_SIZE + at]) return i;
  }
  return -1;
}

function bundleAt(size: number, index: number): TileAt {
  return { level: 'entries', index, width: tileWidth(size, 'entries', index) };
}

/** The tile as made from the entries against the one that is there. Level 0 was compared with its bundle. */
async function checkTile(walk: Walk, tile: TileAt, made: Uint8Array): Promise<void> {
  const { level, index } = tile;
  await checkOlder(
    walk.read,
    walk.older,
    { level, index, bytes: made, lengthAt: (width) => width * HASH_SIZE },
    walk.add,
  );
  if (tile.level === 0) return;
  const found = await readHashTile(walk.read, tile, walk.add);
  if (found !== null && !equalBytes(found, made))
    walk.add('differs', tilePath(tile), 'this tile does not follow from the entries');
}

/**
 * The leaf hashes of bundle `index`, from its entries; from its level-0 tile where the entries are unreadable or a parent
 * tile sides with the tile, so that the one wrong file is named and not all above it. Then a problem has been added.
 */
async function readLeaves(walk: Walk, index: number): Promise<Uint8Array[] | null> {
  const bundle = bundleAt(walk.size, index);
  const tile = { ...bundle, level: 0 };
  const entries = await readBundle(walk, bundle);
  const stored = await readHashTile(walk.read, tile, walk.add);
  if (entries === null) return stored === null ? null : cut(stored);
  const hashed = entries.map((entry) => leafHash(walk.tools.sha256, entry));
  for (const [i, entry] of entries.entries()) walk.options.each?.(index * TILE_WIDTH + i, entry);
  const wrong = stored === null ? -1 : firstDifference(hashed, stored);
  if (stored === null || wrong < 0) return hashed;
  const entryIndex = index * TILE_WIDTH + wrong;
  if (await parentSidesWith(walk, index, stored)) {
    walk.add('differs', tilePath(bundle), `entry ${entryIndex} is not the one the log was signed with`);
    return cut(stored);
  }
  walk.add(
    'differs',
    tilePath(tile),
    `hash ${wrong} of this tile is not that of entry ${entryIndex} in ${tilePath(bundle)}`,
  );
  return hashed;
}

async function readBundle(walk: Walk, bundle: TileAt): Promise<Uint8Array[] | null> {
  const path = tilePath(bundle);
  const bytes = await walk.read(path);
  if (bytes === null) {
    walk.add('missing', path, 'this entry bundle is missing');
    return null;
  }
  const entries = decodeBundle(bytes, bundle.width);
  if (!entries.ok) {
    walk.add(entries.problem.startsWith('truncated') ? 'truncated' : 'trailing', path, entries.problem);
    return null;
  }
  const lengthAt = (width: number): number =>
    entries.value.slice(0, width).reduce((sum, entry) => sum + 2 + entry.length, 0);
  await checkOlder(walk.read, walk.older, { ...bundle, bytes, lengthAt }, walk.add);
  return entries.value;
}

/** Whether the tile above, if the log has one over all of this tile, holds the root of `stored`. */
async function parentSidesWith(walk: Walk, index: number, stored: Uint8Array): Promise<boolean> {
  const above = Math.floor(index / TILE_WIDTH);
  const width = tileWidth(walk.size, 1, above);
  const at = (index % TILE_WIDTH) * HASH_SIZE;
  if (stored.length < TILE_WIDTH * HASH_SIZE) return false;
  const parent = await walk.read(tilePath({ level: 1, index: above, width }));
  const held = parent?.subarray(at, at + HASH_SIZE);
  return held !== undefined && equalBytes(held, perfectRoot(walk.tools.sha256, stored));
}

function cut(tile: Uint8Array): Uint8Array[] {
  return Array.from({ length: tile.length / HASH_SIZE }, (_, i) => tile.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE));
}
