import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { secondHalf } from '../keys/second-half.ts';
import { sha256, verifyEd25519 } from '../keys/sha256.ts';
import { noteSigner } from '../keys/signing.ts';
import { attestationsOf } from '../keys/statement.ts';
import { type AttestedCase, verifyAttestation } from './attestation.ts';

const tools = { sha256, verifyEd25519 };
const filled = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const signer = noteSigner('ig.example/keyholder', filled(9));
const keyholder = { name: signer.name, publicKey: signer.publicKey };
const second = secondHalf({ epoch: 3, k2: filled(1), pseudonym2: filled(2), signer, run: () => 5 });

/** A tick of `groups` inquiries with `group` values each: the attestation and the case of each inquiry. */
function ticked(groups: number, group: number): { attestation: unknown; about: AttestedCase }[] {
  const halves = Uint8Array.from({ length: groups * group * 32 }, (_, i) => (i * 7) >> 3);
  const { values, statement, tree, signature } = second.fingerprints(halves, group);
  const cut = (all: Uint8Array, bytes: number, at: number): Uint8Array => all.subarray(at * bytes, (at + 1) * bytes);
  return attestationsOf(statement, tree, signature).map((attestation, i) => {
    const places = Array.from({ length: group }, (_, j) => i * group + j);
    const about = {
      epoch: 3,
      values: places.map((at) => cut(values, 9, at)),
      inputs: places.map((at) => cut(halves, 32, at)),
    };
    return { attestation: JSON.parse(JSON.stringify(attestation)) as unknown, about };
  });
}

test('the attestation of every inquiry of a tick of any size holds for its own values', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 5 }), (groups, group) => {
      for (const { attestation, about } of ticked(groups, group)) {
        assert.equal(verifyAttestation(attestation, keyholder, about, tools).ok, true);
        assert.equal(verifyAttestation(attestation, keyholder, { ...about, inputs: null }, tools).ok, true);
      }
    }),
    { numRuns: 20 },
  );
});

test('the attestation of one inquiry does not serve for another one of the same tick', () => {
  const cases = ticked(5, 3);
  for (const [i, { attestation }] of cases.entries()) {
    for (const [j, { about }] of cases.entries()) {
      assert.equal(verifyAttestation(attestation, keyholder, about, tools).ok, i === j);
    }
  }
});

test('a missing attestation, another keyholder, another epoch or other values are each named', () => {
  const [{ attestation, about }] = ticked(4, 2) as [ReturnType<typeof ticked>[number]];
  const problem = (given: unknown, by = keyholder, of = about): string => {
    const verdict = verifyAttestation(given, by, of, tools);
    return verdict.ok ? 'none' : verdict.problem;
  };
  assert.equal(problem(null), 'missing');
  assert.equal(problem({}), 'malformed');
  assert.equal(problem({ ...(attestation as object), more: 1 }), 'malformed');
  assert.equal(problem(attestation, { ...keyholder, name: 'other.example' }), 'other-keyholder');
  assert.equal(
    problem(attestation, { ...keyholder, publicKey: noteSigner('x', filled(8)).publicKey }),
    'false-signature',
  );
  assert.equal(problem(attestation, keyholder, { ...about, epoch: 4 }), 'other-epoch');
  assert.equal(
    problem(attestation, keyholder, { ...about, values: [...(about.values ?? [])].reverse() }),
    'other-values',
  );
  assert.equal(problem(attestation, keyholder, { ...about, inputs: [filled(1), filled(2)] }), 'other-inputs');
  assert.equal(problem({ ...(attestation as object), index: 4 }), 'not-in-tick');
});

test('no changed member of an attestation holds', () => {
  const [, , { attestation, about }] = ticked(9, 2) as ReturnType<typeof ticked> & {
    2: ReturnType<typeof ticked>[number];
  };
  const text = JSON.stringify(attestation);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '1', '7', '_'), (at, letter) => {
      const changed = text.slice(0, at) + letter + text.slice(at + 1);
      fc.pre(changed !== text);
      let value: unknown = 'not JSON';
      try {
        value = JSON.parse(changed);
      } catch {
        // Broken JSON reaches no auditor.
      }
      assert.equal(verifyAttestation(value, keyholder, about, tools).ok, false);
    }),
    { numRuns: 400 },
  );
});
