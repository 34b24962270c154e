/**
 * The log: CPU to append an entry in groups, time to export a million entries as files and to verify them from disk.
 * `--entries N` (a million unless told), `--group N` entries a tick (256 unless told).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { recounter } from '../src/audit/recount.ts';
import { verifyLog } from '../src/audit/verify-log.ts';
import { random } from '../src/keys/random.ts';
import { sha256, verifyEd25519 } from '../src/keys/sha256.ts';
import { noteSigner } from '../src/keys/signing.ts';
import { signCheckpoint } from '../src/log/checkpoint.ts';
import { appendToEdge, decodeEdge, type Edge, edgeRoot, emptyEdge, encodeEdge, partialTiles } from '../src/log/edge.ts';
import { inquiryLeaf } from '../src/log/entry.ts';
import { leafHash } from '../src/log/hash.ts';
import type { NoteSigner } from '../src/log/note.ts';
import { encodeBundle, TILE_WIDTH, type TileAt, tilePath, tilesOfSize } from '../src/log/tile.ts';
import { ED25519, makeVerifierKey } from '../src/log/verifier-key.ts';

const ORIGIN = 'bench.countersign.example/log';

/** A log in memory, as a store would hold it. */
interface Kept {
  edge: Edge;
  leaves: Uint8Array[];
  tiles: Map<string, Uint8Array>;
  checkpoint: string;
}

const seconds = (since: number): number => Number(((performance.now() - since) / 1000).toFixed(2));

/** One tick as the committer does it: leaves, hashes, tiles, edge to bytes and back, checkpoint signed. */
function appendGroup(kept: Kept, count: number, signer: NoteSigner, commitments: Uint8Array): void {
  const leaves: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const at = (i * 64) % (commitments.length - 64);
    leaves.push(inquiryLeaf(commitments.subarray(at, at + 32), commitments.subarray(at + 32, at + 64)));
  }
  const hashes = leaves.map((leaf) => leafHash(sha256, leaf));
  const edge = decodeEdge(encodeEdge(kept.edge));
  if (!edge.ok) throw new Error(edge.problem);
  const appended = appendToEdge(sha256, edge.value, hashes);
  for (const tile of appended.tiles) kept.tiles.set(tilePath({ ...tile, width: TILE_WIDTH }), tile.bytes);
  for (const leaf of leaves) kept.leaves.push(leaf);
  kept.edge = appended.edge;
  const root = edgeRoot(sha256, appended.edge);
  kept.checkpoint = signCheckpoint({ origin: ORIGIN, size: appended.edge.size, root }, signer);
}

function grow(entries: number, group: number, signer: NoteSigner): { kept: Kept; microseconds: number } {
  const kept: Kept = { edge: emptyEdge(), leaves: [], tiles: new Map(), checkpoint: '' };
  const commitments = random(64 * 1021);
  const before = process.cpuUsage();
  while (kept.edge.size < entries) appendGroup(kept, Math.min(group, entries - kept.edge.size), signer, commitments);
  const used = process.cpuUsage(before);
  return { kept, microseconds: Number(((used.user + used.system) / entries).toFixed(2)) };
}

function exportTo(folder: string, kept: Kept): number {
  const partial = new Map(partialTiles(kept.edge).map(({ tile, bytes }) => [tilePath(tile), bytes]));
  const write = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const bytesOf = (tile: TileAt, path: string): Uint8Array => {
    const from = tile.index * TILE_WIDTH;
    if (tile.level === 'entries') return encodeBundle(kept.leaves.slice(from, from + tile.width));
    return kept.tiles.get(path) ?? partial.get(path) ?? new Uint8Array(0);
  };
  let files = 1;
  for (const tile of tilesOfSize(kept.edge.size)) {
    const path = tilePath(tile);
    write(path, bytesOf(tile, path));
    files += 1;
  }
  write('checkpoint', kept.checkpoint);
  return files;
}

export async function bench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: { entries: { type: 'string' }, group: { type: 'string' } },
    strict: false,
  });
  const entries = Number(values['entries'] ?? 1_000_000);
  const group = Number(values['group'] ?? TILE_WIDTH);
  const keys = noteSigner(ORIGIN, random(32));
  const signer = { key: makeVerifierKey(sha256, ORIGIN, ED25519, keys.publicKey), sign: keys.signNote };
  const { kept, microseconds } = grow(entries, group, signer);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-log-'));
  try {
    const exporting = performance.now();
    const files = exportTo(folder, kept);
    const exportSeconds = seconds(exporting);
    const read = async (path: string): Promise<Uint8Array> => readFileSync(join(folder, path));
    const tools = { sha256, verifyEd25519 };
    const verifying = performance.now();
    const report = await verifyLog(read, signer.key, tools);
    const verifySeconds = seconds(verifying);
    const recounting = performance.now();
    const recount = recounter();
    const again = await verifyLog(read, signer.key, tools, { each: recount.add });
    return {
      entries,
      group,
      append_cpu_microseconds_per_entry: microseconds,
      export_files: files,
      export_seconds: exportSeconds,
      verify_seconds: verifySeconds,
      verify_and_recount_seconds: seconds(recounting),
      verified: report.ok && again.ok && recount.result().kinds.get('inquiry') === entries,
      problems: report.problems.length,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
