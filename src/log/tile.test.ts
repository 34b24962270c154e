import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '../../test/vectors/made-log.ts';
import { base64Of, equalBytes } from './bytes.ts';
import { appendToEdge, edgeRoot, emptyEdge, partialTiles } from './edge.ts';
import { leafHash } from './hash.ts';
import { decodeBundle, encodeBundle, parseTilePath, tilePath, tilesOfSize } from './tile.ts';

const SAMPLE = join(import.meta.dirname, '../../test/vectors/sample-log');
const file = (path: string): Uint8Array => new Uint8Array(readFileSync(join(SAMPLE, path)));

test('Tile numbers are written in groups of three digits, as C2SP tlog-tiles has it', () => {
  assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067');
  assert.equal(tilePath({ level: 2, index: 0, width: 17 }), 'tile/2/000.p/17');
  assert.equal(tilePath({ level: 'entries', index: 273, width: 112 }), 'tile/entries/273.p/112');
});

test('Every tile name is read back, and no other writing of it is', () => {
  const index = fc.integer({ min: 0, max: 1e12 });
  const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }));
  fc.assert(
    fc.property(level, index, fc.integer({ min: 1, max: 256 }), (at, n, width) => {
      assert.deepEqual(parseTilePath(tilePath({ level: at, index: n, width })), { level: at, index: n, width });
    }),
  );
  const refused = [
    'tile/0/1',
    'tile/0/x000/001',
    'tile/00/001',
    'tile/64/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/07',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/001/002',
    'tile/0/x001/x002',
    'tile/entries/../0/000',
    'tile/0/000.p/1 ',
    'tile/-1/000',
  ];
  for (const path of refused) assert.equal(parseTilePath(path), null, path);
});

test('The files of a log of 257 entries are those of the sample log, byte for byte', () => {
  const bundles = [decodeBundle(file('tile/entries/000'), 256), decodeBundle(file('tile/entries/001.p/1'), 1)];
  const entries = bundles.flatMap((bundle) => (bundle.ok ? bundle.value : []));
  assert.equal(entries.length, 257);
  const { edge, tiles } = appendToEdge(
    sha256,
    emptyEdge(),
    entries.map((entry) => leafHash(sha256, entry)),
  );
  assert.equal(base64Of(edgeRoot(sha256, edge)), 'UuhpNAXn15K+FlJtphaMK8njf2Zi9Rx8T3BeoPG1my4=');
  assert.deepEqual([...tilesOfSize(257)].map(tilePath), [
    'tile/entries/000',
    'tile/entries/001.p/1',
    'tile/0/000',
    'tile/0/001.p/1',
    'tile/1/000.p/1',
  ]);
  const made = [...tiles.map((tile) => ({ tile: { ...tile, width: 256 }, bytes: tile.bytes })), ...partialTiles(edge)];
  assert.equal(made.length, 3);
  for (const { tile, bytes } of made) assert.ok(equalBytes(bytes, file(tilePath(tile))), tilePath(tile));
  assert.ok(equalBytes(encodeBundle(entries.slice(0, 256)), file('tile/entries/000')));
});

test('A bundle that is cut, continued or of another width is refused and says so', () => {
  const bundle = encodeBundle([Uint8Array.of(1, 2, 3), new Uint8Array(0), new Uint8Array(300)]);
  assert.equal(decodeBundle(bundle, 3).ok, true);
  for (let length = 0; length < bundle.length; length++) {
    const cut = decodeBundle(bundle.slice(0, length), 3);
    assert.ok(!cut.ok && cut.problem.startsWith('truncated'));
  }
  const continued = decodeBundle(Uint8Array.of(...bundle, 0), 3);
  assert.ok(!continued.ok && continued.problem.includes('1 trailing bytes'));
  assert.equal(decodeBundle(bundle, 2).ok, false);
  assert.equal(decodeBundle(bundle, 4).ok, false);
});

test('An entry above 65,535 bytes cannot be written', () => {
  assert.equal(encodeBundle([new Uint8Array(65_535)]).length, 65_537);
  assert.throws(() => encodeBundle([new Uint8Array(65_536)]), /log its SHA-256/);
});
