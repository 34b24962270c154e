import assert from 'node:assert/strict';
import { generateKeyPairSync, verify as opensslVerify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256, verifyEd25519, verifyP256 } from './sha256.ts';
import {
  generateOwnerKey,
  importPrivateKey,
  importPublicKey,
  noteSigner,
  publicJwk,
  publicPem,
  verifySignature,
} from './signing.ts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');

test('SHA-256 gives the known answers of FIPS 180-4 and is a plain Uint8Array', () => {
  const digest = sha256(new TextEncoder().encode('abc'));
  assert.equal(hex(digest), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(digest.constructor, Uint8Array);
});

test('a note signer made from a seed gives the known public key and signatures of RFC 8032, section 7.1', () => {
  const signer = noteSigner(
    'example.com/log',
    bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
  );
  assert.equal(hex(signer.publicKey), '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  assert.equal(
    hex(signer.signNote(bytes('72'))),
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
});

test('the note signature of the C2SP example verifies', () => {
  const vkey = Buffer.from('AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'base64').subarray(1);
  const signature = Buffer.from(
    'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=',
    'base64',
  ).subarray(4);
  assert.equal(verifyEd25519(vkey, new TextEncoder().encode('This is an example message.\n'), signature), true);
  assert.equal(verifyEd25519(vkey, new TextEncoder().encode('This is an example message!\n'), signature), false);
});

test('signatures of both algorithms hold over their message only, by their key only', () => {
  for (const algorithm of ['EdDSA', 'ES256'] as const) {
    const [key, other] = [generateOwnerKey('a', algorithm), generateOwnerKey('b', algorithm)];
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(63), (message, at) => {
        const signature = key.sign(message);
        const changed = signature.slice();
        changed[at] = (changed[at] as number) ^ 4;
        assert.equal(signature.length, 64);
        assert.equal(verifySignature(key, message, signature), true);
        assert.equal(verifySignature(key, message, changed), false);
        assert.equal(verifySignature(key, Buffer.concat([message, bytes('00')]), signature), false);
        assert.equal(verifySignature(other, message, signature), false);
      }),
      { numRuns: 30 },
    );
  }
});

test('malformed keys and signatures never verify and never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ maxLength: 70 }), (key, signature) => {
      assert.equal(verifyEd25519(key, bytes('00'), signature), false);
      assert.equal(verifyP256(key, bytes('00'), signature), false);
    }),
  );
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 65, maxLength: 65 }),
      (key) => !verifyP256(key, bytes('00'), new Uint8Array(64)),
    ),
  );
});

test('a public key comes back the same from PEM and from JWK, and its signatures hold for OpenSSL', () => {
  for (const algorithm of ['EdDSA', 'ES256'] as const) {
    const key = generateOwnerKey('agency', algorithm);
    const { owner, kid, raw } = key;
    for (const text of [publicPem(key), JSON.stringify(publicJwk(key))]) {
      assert.deepEqual(importPublicKey('agency', text), { ok: true, key: { owner, kid, algorithm, raw } });
    }
    const digest = algorithm === 'EdDSA' ? null : 'sha256';
    assert.equal(
      opensslVerify(digest, bytes('01'), { key: publicPem(key), dsaEncoding: 'ieee-p1363' }, key.sign(bytes('01'))),
      true,
    );
    const again = importPrivateKey('agency', key.privatePem());
    assert.equal(again.ok && again.key.kid, kid);
  }
});

test('a key id is the JWK thumbprint of RFC 7638 (known answer of RFC 8037, appendix A.3)', () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
  const read = importPublicKey('x', JSON.stringify(jwk));
  assert.equal(read.ok && read.key.kid, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});

test('keys of other kinds, private keys given as public ones and other text are refused as values', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const secret = generateOwnerKey('a', 'EdDSA').privatePem();
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  assert.match(
    JSON.stringify(importPublicKey('a', rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString())),
    /another kind/,
  );
  assert.match(
    JSON.stringify(importPublicKey('a', JSON.stringify(p384.publicKey.export({ format: 'jwk' })))),
    /another kind/,
  );
  assert.match(JSON.stringify(importPublicKey('a', secret)), /private key/);
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json()),
      (text) => !importPublicKey('a', text).ok && !importPrivateKey('a', text).ok,
    ),
  );
});
