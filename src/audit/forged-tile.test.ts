import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leafOf, madeLog, numberedEntries, quickHash, sha256, verifyEd25519 } from '../../test/vectors/made-log.ts';
import { equalBytes } from '../log/bytes.ts';
import { inclusionProof, nodesFromTiles, rootFromInclusion } from '../log/prove.ts';
import { tilePath } from '../log/tile.ts';
import { parseVerifierKey } from '../log/verifier-key.ts';
import { verifyLog } from './verify-log.ts';

/** The size at which Go's x/mod before 0.40 accepted forged tiles (CVE-2026-56865). */
const SIZE = 70_000;
const log = madeLog(numberedEntries(SIZE), quickHash);
const parsed = parseVerifierKey(sha256, log.vkey);
const tiles = [...log.files.keys()].filter((path) => /^tile\/[0-9]/.test(path));

/** One hash of the tile replaced by another, well formed. */
function forged(path: string, at: number): Uint8Array {
  const bytes = new Uint8Array(log.files.get(path) ?? new Uint8Array(0));
  const place = (at % (bytes.length / 32)) * 32;
  bytes.set(quickHash(Uint8Array.of(at & 255)), place);
  return bytes;
}

test('In a log of 70,000 entries every single forged tile is refused and named', async () => {
  assert.ok(parsed.ok);
  assert.equal(tiles.length, 274 + 2 + 1);
  // The key's id was made with SHA-256: the stand-in hash is the tree's only.
  const tools = { sha256: quickHash, verifyEd25519 };
  for (const [i, path] of tiles.entries()) {
    const bytes = forged(path, 37 * i);
    const read = async (name: string) => (name === path ? bytes : (log.files.get(name) ?? null));
    const report = await verifyLog(read, parsed.value, tools, { stopAfter: 1 });
    assert.deepEqual(
      report.problems.map((problem) => problem.path),
      [path],
    );
  }
});

test('In a log of 70,000 entries no proof made from a forged tile leads to the signed root with a wrong leaf', async () => {
  let led = 0;
  let astray = 0;
  for (const [i, path] of tiles.entries()) {
    const bytes = forged(path, 37 * i);
    const read = nodesFromTiles(quickHash, SIZE, async (tile) =>
      tilePath(tile) === path ? bytes : (log.files.get(tilePath(tile)) ?? null),
    );
    for (const index of [0, 255, 4000 + 131 * i, 65_535, 65_536, 69_999]) {
      const proof = await inclusionProof(quickHash, SIZE, index, read);
      const leads = (entry: Uint8Array): boolean => {
        const root = rootFromInclusion(quickHash, SIZE, index, leafOf(quickHash, entry), proof);
        return root.ok && equalBytes(root.value, log.root);
      };
      assert.equal(leads(Uint8Array.of(1, 2, 3)), false);
      if (leads(log.entries[index] ?? new Uint8Array(0))) led += 1;
      else astray += 1;
    }
  }
  assert.ok(led > 0 && astray > 0, 'some forgeries lie beside the way and some on it');
});
