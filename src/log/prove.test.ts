import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leafOf, madeLog, merkleRoot, numberedEntries, sha256 } from '../../test/vectors/made-log.ts';
import { equalBytes } from './bytes.ts';
import {
  consistencyProof,
  inclusionProof,
  nodesFromTiles,
  rootFromInclusion,
  TileUnreadable,
  verifyConsistency,
} from './prove.ts';
import { tilePath } from './tile.ts';

const entries = numberedEntries(700);
const leaves = entries.map((entry) => leafOf(sha256, entry));
const rootAt = (size: number): Uint8Array => merkleRoot(sha256, leaves.slice(0, size));
const leafAt = (index: number): Uint8Array => leaves[index] ?? new Uint8Array(0);

function readerOf(size: number) {
  const { files } = madeLog(entries.slice(0, size));
  return nodesFromTiles(sha256, size, async (tile) => files.get(tilePath(tile)) ?? null);
}

const SIZES = [1, 2, 3, 7, 8, 9, 40, 255, 256, 257, 511, 512, 513, 700];

/** PATH(m, D[n]) of RFC 6962 section 2.1.1, by its definition. */
function pathOf(index: number, part: readonly Uint8Array[]): Uint8Array[] {
  if (part.length === 1) return [];
  let k = 1;
  while (k * 2 < part.length) k *= 2;
  const left = part.slice(0, k);
  const right = part.slice(k);
  if (index < k) return [...pathOf(index, left), merkleRoot(sha256, right)];
  return [...pathOf(index - k, right), merkleRoot(sha256, left)];
}

/** SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2, by its definition. */
function subproof(m: number, part: readonly Uint8Array[], whole: 'whole' | 'part'): Uint8Array[] {
  if (m === part.length) return whole === 'whole' ? [] : [merkleRoot(sha256, part)];
  let k = 1;
  while (k * 2 < part.length) k *= 2;
  if (m <= k) return [...subproof(m, part.slice(0, k), whole), merkleRoot(sha256, part.slice(k))];
  return [...subproof(m - k, part.slice(k), 'part'), merkleRoot(sha256, part.slice(0, k))];
}

test('Inclusion proofs read from tiles are the audit paths of RFC 6962 and lead to the root', async () => {
  for (const size of SIZES) {
    const read = readerOf(size);
    for (const index of new Set([0, 1, size >> 1, size - 2, size - 1, 255, 256].filter((i) => i >= 0 && i < size))) {
      const proof = await inclusionProof(sha256, size, index, read);
      assert.deepEqual(proof, pathOf(index, leaves.slice(0, size)));
      assert.deepEqual(rootFromInclusion(sha256, size, index, leafAt(index), proof), { ok: true, value: rootAt(size) });
    }
  }
});

test('Consistency proofs read from tiles are those of RFC 6962 and hold', async () => {
  for (const size of SIZES) {
    const read = readerOf(size);
    for (const old of [0, ...SIZES.filter((earlier) => earlier <= size)]) {
      const proof = await consistencyProof(sha256, old, size, read);
      assert.deepEqual(proof, old === 0 ? [] : subproof(old, leaves.slice(0, size), 'whole'));
      const heads = [
        { size: old, root: rootAt(old) },
        { size, root: rootAt(size) },
      ] as const;
      assert.equal(verifyConsistency(sha256, ...heads, proof), true, `${old} to ${size}`);
    }
  }
});

test('An inclusion proof holds for no other entry, index, size or number of hashes', async () => {
  const proof = await inclusionProof(sha256, 257, 100, readerOf(257));
  const leads = (size: number, index: number, leaf: Uint8Array, hashes: Uint8Array[]): boolean => {
    const root = rootFromInclusion(sha256, size, index, leaf, hashes);
    return root.ok && equalBytes(root.value, rootAt(257));
  };
  assert.equal(leads(257, 100, leafAt(100), proof), true);
  assert.equal(leads(257, 101, leafAt(100), proof), false);
  assert.equal(leads(257, 100, leafAt(101), proof), false);
  assert.equal(leads(256, 100, leafAt(100), proof), false);
  assert.equal(leads(257, 257, leafAt(100), proof), false);
  assert.equal(leads(257, 100, leafAt(100), proof.slice(1)), false);
  assert.equal(leads(257, 100, leafAt(100), [...proof, leafAt(0)]), false);
  for (const i of proof.keys()) assert.equal(leads(257, 100, leafAt(100), proof.with(i, leafAt(3))), false);
});

test('A fork, a shrunk log and a changed proof are never consistent', async () => {
  const proof = await consistencyProof(sha256, 300, 700, readerOf(700));
  const old = { size: 300, root: rootAt(300) };
  const head = { size: 700, root: rootAt(700) };
  assert.equal(verifyConsistency(sha256, old, head, proof), true);
  assert.equal(verifyConsistency(sha256, { ...old, root: rootAt(299) }, head, proof), false);
  assert.equal(verifyConsistency(sha256, old, { ...head, root: rootAt(699) }, proof), false);
  assert.equal(verifyConsistency(sha256, head, old, proof), false);
  assert.equal(verifyConsistency(sha256, { ...old, size: 301 }, head, proof), false);
  assert.equal(verifyConsistency(sha256, old, head, proof.slice(1)), false);
  assert.equal(verifyConsistency(sha256, head, { ...head, root: rootAt(699) }, []), false);
  assert.equal(verifyConsistency(sha256, { size: 0, root: rootAt(0) }, head, proof), false);
  for (const i of proof.keys()) assert.equal(verifyConsistency(sha256, old, head, proof.with(i, leafAt(3))), false);
});

test('A proof for which a tile is missing or cut names the file', async () => {
  const { files } = madeLog(entries.slice(0, 300));
  for (const tile of ['tile/0/001.p/44', 'tile/1/000.p/1']) {
    for (const bytes of [null, new Uint8Array(31)]) {
      const read = nodesFromTiles(sha256, 300, async (at) => {
        return tilePath(at) === tile ? bytes : (files.get(tilePath(at)) ?? null);
      });
      await assert.rejects(
        inclusionProof(sha256, 300, tile.startsWith('tile/0') ? 299 : 260, read),
        (error: unknown) => {
          return error instanceof TileUnreadable && error.message.startsWith(tile);
        },
      );
    }
  }
});
