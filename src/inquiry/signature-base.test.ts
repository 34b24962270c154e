import assert from 'node:assert/strict';
import test from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { type SignedMessage, signatureBase } from './signature-base.ts';
import { readSignature, readSignatureInput, type SignatureInput, writeSignatureParams } from './signature-input.ts';

const fieldsOf = (fields: Record<string, string | string[]>) =>
  new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()]));

const DIGEST = 'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:';

/** RFC 9421 B.2: the request that the appendix signs. */
const REQUEST: SignedMessage = {
  method: 'POST',
  targetUri: 'https://example.com/foo?param=Value&Pet=dog',
  status: null,
  fields: fieldsOf({
    host: 'example.com',
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-digest': DIGEST,
    'content-length': '18',
  }),
  request: null,
};

const inputOf = (value: string): SignatureInput => {
  const read = readSignatureInput(value);
  assert.ok(read.ok, JSON.stringify(read));
  return read.input;
};

const baseOf = (message: SignedMessage, value: string) => signatureBase(message, inputOf(value));

test('The base of RFC 9421 B.2.3 comes out byte for byte', () => {
  const params =
    '("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"';
  const base = [
    '"date": Tue, 20 Apr 2021 02:07:55 GMT',
    '"@method": POST',
    '"@path": /foo',
    '"@query": ?param=Value&Pet=dog',
    '"@authority": example.com',
    '"content-type": application/json',
    `"content-digest": ${DIGEST}`,
    '"content-length": 18',
    `"@signature-params": ${params}`,
  ].join('\n');
  assert.deepEqual(baseOf(REQUEST, `sig-b23=${params}`), { ok: true, base });
});

test('The Ed25519 signature of RFC 9421 B.2.6 holds over our base', () => {
  const input =
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
  const signature =
    'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:';
  // B.1.4, the raw 32 bytes of its public key.
  const key = Uint8Array.from(atob('JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs='), (each) => each.charCodeAt(0));
  const bytes = readSignature(signature, 'sig-b26');
  const built = baseOf(REQUEST, input);
  assert.ok(built.ok && bytes !== null);
  assert.ok(ed25519.verify(bytes, new TextEncoder().encode(built.base), key));
  assert.ok(!ed25519.verify(bytes, new TextEncoder().encode(built.base.replace('POST', 'PUT')), key));
  assert.equal(inputOf(input).created, 1618884473);
  assert.equal(inputOf(input).keyid, 'test-key-ed25519');
});

test('Field values lose the spaces around them and line folds, and several values join (section 2.1)', () => {
  const fields = fieldsOf({
    'cache-control': ['max-age=60', '   must-revalidate'],
    'x-obs': 'Obsolete\n    line folding.',
    'x-ows': '   a value.   ',
    'x-empty': '',
  });
  const built = baseOf({ ...REQUEST, fields }, 'sig=("cache-control" "x-obs" "x-ows" "x-empty")');
  assert.ok(built.ok);
  assert.deepEqual(built.base.split('\n').slice(0, 4), [
    '"cache-control": max-age=60, must-revalidate',
    '"x-obs": Obsolete line folding.',
    '"x-ows": a value.',
    '"x-empty": ',
  ]);
});

test('Derived components follow section 2.2', () => {
  const message = { ...REQUEST, targetUri: 'HTTPS://WWW.Example.com:443' };
  const built = baseOf(message, 'sig=("@authority" "@scheme" "@path" "@query" "@request-target" "@target-uri")');
  assert.ok(built.ok);
  const values = built.base
    .split('\n')
    .slice(0, 6)
    .map((line) => line.slice(line.indexOf(': ') + 2));
  assert.deepEqual(values, ['www.example.com', 'https', '/', '?', '/', 'HTTPS://WWW.Example.com:443']);
});

test('A response binds its request by ;req, and has a status instead of a method', () => {
  const response: SignedMessage = { ...REQUEST, status: 200, fields: fieldsOf({}), request: REQUEST };
  const built = baseOf(response, 'sig=("@status" "@method";req "content-digest";req)');
  assert.ok(built.ok);
  assert.deepEqual(built.base.split('\n').slice(0, 3), [
    '"@status": 200',
    '"@method";req: POST',
    `"content-digest";req: ${DIGEST}`,
  ]);
  for (const covered of ['"@method"', '"@status";req']) assert.equal(baseOf(response, `sig=(${covered})`).ok, false);
});

test('What is covered and absent, or cannot stand on one line, makes no base', () => {
  for (const covered of ['"x-missing"', '"@status"', '"@query-param"', '"@unknown"', '"@method";req'])
    assert.equal(baseOf(REQUEST, `sig=(${covered})`).ok, false, covered);
  for (const value of ['a\nb', 'a\rb', 'é'])
    assert.equal(baseOf({ ...REQUEST, fields: fieldsOf({ 'x-a': value }) }, 'sig=("x-a")').ok, false);
});

test('Signature-Input with a second label, component or parameter, or anything unknown, is refused', () => {
  for (const value of [
    '',
    'sig',
    'sig=()x',
    'sig=("a"), other=("b")',
    'sig=("a" "a")',
    'sig=("a"  "b")',
    'sig=(a)',
    'sig=("A")',
    'sig=("a";sf)',
    'sig=("a");created=1;created=2',
    'sig=("a");created="1"',
    'sig=("a");nonce=1',
    'sig=("a");unknown="x"',
    'sig=("a") ;created=1',
    'sig=("a");keyid="é"',
    'Sig=("a")',
    'sig=("a");created=1.5',
    `sig=("${'a'.repeat(4000)}")`,
  ])
    assert.equal(readSignatureInput(value).ok, false, value);
});

test('What is written is read back, whatever the texts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', ' ', '~', ';', '='), maxLength: 20 });
  fc.assert(
    fc.property(
      fc.record({
        created: fc.nat(),
        expires: fc.nat(),
        nonce: text,
        keyid: text,
        alg: fc.constant('ed25519'),
        tag: text,
      }),
      (parameters) => {
        const params = writeSignatureParams(['@method', 'content-digest'], parameters);
        assert.deepEqual(inputOf(`sig1=${params}`), {
          label: 'sig1',
          components: ['"@method"', '"content-digest"'],
          params,
          ...parameters,
        });
      },
    ),
  );
  assert.throws(() => writeSignatureParams(['UPPER'], {}));
  assert.throws(() => writeSignatureParams(['a'], { nonce: 'é' }));
});

test('Reading is total, and a signature has one text only', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('sig', '=', '(', ')', '"', 'a', ';', 'created', '1', ' ', '\\') }),
      (value) => void readSignatureInput(value),
    ),
  );
  for (const value of [
    'sig=:AAA=',
    'sig=AAA=',
    'sig=:AAB=:',
    'sig=:AA=:',
    'other=:AAA=:',
    'sig=:AAA=:, b=:AAA=:',
    'sig=::',
    'sig=:A A=:',
  ])
    assert.equal(readSignature(value, 'sig'), null, value);
  assert.deepEqual(readSignature('sig=:AAEC:', 'sig'), Uint8Array.of(0, 1, 2));
});
