import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leafOf, merkleRoot, numberedEntries, sha256 } from '../../test/vectors/made-log.ts';
import { hexOf, utf8Bytes } from './bytes.ts';
import {
  appendToEdge,
  decodeEdge,
  edgeRoot,
  emptyEdge,
  encodeEdge,
  frontierOf,
  partialTiles,
  tileBytes,
} from './edge.ts';
import { leafHash, perfectRoot } from './hash.ts';
import { tilePath } from './tile.ts';
import { appendLeaves, decodeFrontier, emptyFrontier, encodeFrontier, rootOf } from './tree.ts';

/** RFC 6962 and the Certificate Transparency test vectors: leaves in hex, root after 0 to 8 of them. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const hashesOf = (count: number): Uint8Array[] => numberedEntries(count).map((entry) => leafOf(sha256, entry));

test('The root after 0 to 8 leaves is that of the Certificate Transparency known answers', () => {
  const leaves = LEAVES.map((hex) => leafHash(sha256, new Uint8Array(Buffer.from(hex, 'hex'))));
  ROOTS.forEach((root, size) => {
    const frontier = appendLeaves(sha256, emptyFrontier(), leaves.slice(0, size));
    assert.equal(hexOf(rootOf(sha256, frontier)), root);
    assert.equal(hexOf(edgeRoot(sha256, appendToEdge(sha256, emptyEdge(), leaves.slice(0, size)).edge)), root);
  });
});

test('However leaves are grouped into appends, frontier and edge have the root that RFC 6962 defines', () => {
  const hashes = hashesOf(1200);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 }), (groups) => {
      let edge = emptyEdge();
      let frontier = emptyFrontier();
      for (const group of groups) {
        const part = hashes.slice(edge.size, edge.size + group);
        edge = appendToEdge(sha256, edge, part).edge;
        frontier = appendLeaves(sha256, frontier, part);
      }
      const root = merkleRoot(sha256, hashes.slice(0, edge.size));
      assert.deepEqual(edgeRoot(sha256, edge), root);
      assert.deepEqual(rootOf(sha256, frontier), root);
      assert.deepEqual(frontierOf(sha256, edge), frontier);
    }),
    { numRuns: 40 },
  );
});

test('An edge and a frontier are read back from their bytes, and from no other length of bytes', () => {
  const { edge } = appendToEdge(sha256, emptyEdge(), hashesOf(700));
  const frontier = frontierOf(sha256, edge);
  assert.deepEqual(decodeEdge(encodeEdge(edge)), { ok: true, value: edge });
  assert.deepEqual(decodeFrontier(encodeFrontier(frontier)), { ok: true, value: frontier });
  for (const cut of [1, 31, 32, encodeEdge(edge).length]) {
    assert.equal(decodeEdge(encodeEdge(edge).slice(0, -cut)).ok, false);
    assert.equal(decodeFrontier(encodeFrontier(frontier).slice(0, -cut)).ok, false);
  }
  assert.equal(decodeEdge(utf8Bytes('\u00ff'.repeat(8))).ok, false);
});

test('An append gives each tile once, when it is full, and the partial tiles that the log-formats known answers name', () => {
  const named = (count: number): string[] => {
    const { edge } = appendToEdge(sha256, emptyEdge(), new Array<Uint8Array>(count).fill(new Uint8Array(32)));
    return partialTiles(edge).map(({ tile }) => tilePath(tile));
  };
  assert.deepEqual(named(256), ['tile/1/000.p/1']);
  assert.deepEqual(named(257), ['tile/0/001.p/1', 'tile/1/000.p/1']);
  assert.deepEqual(named(70_000), ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']);
  const { tiles } = appendToEdge(sha256, emptyEdge(), new Array<Uint8Array>(70_000).fill(new Uint8Array(32)));
  assert.equal(tiles.filter((tile) => tile.level === 0).length, 273);
  assert.deepEqual(
    tiles.filter((tile) => tile.level > 0).map(({ level, index }) => [level, index]),
    [[1, 0]],
  );
});

test('A partial tile of any earlier size is the beginning of the tile that is there now', () => {
  const hashes = hashesOf(600);
  const { edge, tiles } = appendToEdge(sha256, emptyEdge(), hashes);
  const full = tiles.find((tile) => tile.level === 0 && tile.index === 1)?.bytes ?? null;
  const joined = (from: number, to: number): Uint8Array => new Uint8Array(Buffer.concat(hashes.slice(from, to)));
  assert.deepEqual(tileBytes(edge, { level: 0, index: 1, width: 7 }, full), joined(256, 263));
  assert.deepEqual(tileBytes(edge, { level: 0, index: 2, width: 88 }, null), joined(512, 600));
  assert.equal(tileBytes(edge, { level: 0, index: 2, width: 89 }, null), null);
  assert.equal(tileBytes(edge, { level: 1, index: 0, width: 3 }, null), null);
});

test('The root over a tile is made without touching the tile, be it a Buffer of Node', () => {
  const tile = Buffer.concat(hashesOf(256));
  const before = Buffer.from(tile);
  assert.deepEqual(perfectRoot(sha256, tile), merkleRoot(sha256, hashesOf(256)));
  assert.ok(tile.equals(before));
});
