import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256, verifyEd25519 } from '../../test/vectors/made-log.ts';
import { openCheckpoint } from './checkpoint.ts';
import { leafHash } from './hash.ts';
import { formatProof, parseProof } from './proof.ts';
import { rootFromInclusion } from './prove.ts';
import { parseVerifierKey } from './verifier-key.ts';

const VECTORS = join(import.meta.dirname, '../../test/vectors');
const PROOF = readFileSync(join(VECTORS, 'sample.tlog-proof'), 'utf8');

test('The sample tlog-proof proves the sample leaf at entry 5, and is written as it was read', () => {
  const proof = parseProof(PROOF);
  const key = parseVerifierKey(sha256, readFileSync(join(VECTORS, 'sample.vkey'), 'utf8').trim());
  assert.ok(proof.ok && key.ok);
  assert.equal(formatProof(proof.value), PROOF);
  const head = openCheckpoint(proof.value.checkpoint, key.value, [], { sha256, verifyEd25519 });
  assert.ok(head.ok);
  const { size, root } = head.value.checkpoint;
  const leaf = leafHash(sha256, new Uint8Array(readFileSync(join(VECTORS, 'sample.leaf'))));
  assert.deepEqual(rootFromInclusion(sha256, size, 5, leaf, proof.value.hashes), {
    ok: true,
    value: new Uint8Array(root),
  });
  assert.equal(proof.value.index, 5);
});

test('Extra data of a proof is carried along and nothing more', () => {
  const text = PROOF.replace('index 5', 'extra YWJj\nindex 5');
  const proof = parseProof(text);
  assert.ok(proof.ok);
  assert.deepEqual(proof.value.extra, new Uint8Array([97, 98, 99]));
  assert.equal(formatProof(proof.value), text);
});

test('A malformed proof is refused', () => {
  const hash = PROOF.split('\n')[2] ?? '';
  const wrong = [
    '',
    PROOF.replace('@v1', '@v2'),
    PROOF.replace('index 5', 'index 05'),
    PROOF.replace('index 5', 'index -5'),
    PROOF.replace('index 5\n', ''),
    PROOF.replace('index 5', 'index 5\nextra YWJj'),
    PROOF.replace(hash, hash.slice(1)),
    PROOF.replace(hash, 'AAAA'),
    PROOF.replace('index 5', `index 5${`\n${hash}`.repeat(64)}`),
    PROOF.replace('\n\n', '\n'),
    PROOF.replace('index 5', 'extra *\nindex 5'),
    PROOF.replace('index 5', 'index 99999999999999999999'),
    `\n${PROOF}`,
  ];
  for (const text of wrong) assert.equal(parseProof(text).ok, false, text.slice(0, 60));
});
