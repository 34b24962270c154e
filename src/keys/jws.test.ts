import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CompactSign, importPKCS8 } from 'jose';
import { fileStatement, signDetached, verifyDetached } from './jws.ts';
import { generateOwnerKey, type OwnerKey } from './signing.ts';

const statement = fileStatement('AGR-2026-014', 'ab'.repeat(32));
const agency = generateOwnerKey('agency', 'EdDSA');
const officer = generateOwnerKey('officer', 'ES256');
const stranger = generateOwnerKey('stranger', 'EdDSA');
const known = [agency, officer];
const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function handMade(key: OwnerKey, header: unknown): string {
  const head = segment(header);
  const signed = key.sign(Buffer.from(`${head}.${Buffer.from(statement).toString('base64url')}`));
  return `${head}..${Buffer.from(signed).toString('base64url')}`;
}

test('a detached signature by one key names its owner, and one by two keys names both', async () => {
  assert.deepEqual(await verifyDetached(statement, signDetached(statement, [officer]), known), {
    ok: true,
    owners: ['officer'],
  });
  const both = signDetached(statement, [agency, officer]);
  assert.deepEqual(await verifyDetached(statement, both, known), { ok: true, owners: ['agency', 'officer'] });
});

test('a detached JWS made by another implementation holds (RFC 7515, appendix F)', async () => {
  for (const key of known) {
    const secret = await importPKCS8(key.privatePem(), key.algorithm);
    const whole = await new CompactSign(statement)
      .setProtectedHeader({ alg: key.algorithm, kid: key.kid })
      .sign(secret);
    const [head, , signature] = whole.split('.');
    assert.deepEqual(await verifyDetached(statement, `${head}..${signature}\n`, known), {
      ok: true,
      owners: [key.owner],
    });
  }
});

test('a signature over another statement, by an unknown key or with another algorithm is refused', async () => {
  const problem = async (text: string, over = statement): Promise<string> => {
    const verdict = await verifyDetached(over, text, known);
    return verdict.ok ? 'none' : verdict.problem;
  };
  const other = fileStatement('AGR-2026-015', 'ab'.repeat(32));
  assert.equal(await problem(signDetached(statement, [agency]), other), 'false-signature');
  assert.equal(await problem(signDetached(statement, [agency, stranger])), 'unknown-key');
  assert.equal(await problem(signDetached(statement, [agency, agency])), 'signed-twice');
  assert.equal(await problem(handMade(agency, { alg: 'ES256', kid: agency.kid })), 'algorithm');
  assert.equal(await problem(handMade(agency, { alg: 'none', kid: agency.kid })), 'header');
});

test('a header or a serialization with anything further in it is refused', async () => {
  const alg = 'EdDSA';
  const { kid } = agency;
  for (const header of [
    { alg, kid, b64: false, crit: ['b64'] },
    { alg, kid, jku: 'https://x.example' },
    { alg },
    { alg, kid, typ: 'JOSE' },
  ]) {
    assert.equal((await verifyDetached(statement, handMade(agency, header), known)).ok, false);
  }
  const general = JSON.parse(signDetached(statement, [agency, officer])) as { signatures: object[] };
  const more = [
    { ...general, payload: Buffer.from(statement).toString('base64url') },
    { signatures: general.signatures.map((part) => ({ ...part, header: { kid: 'other' } })) },
    { signatures: [] },
  ];
  const [head, , signature] = signDetached(statement, [agency]).split('.');
  const inside = `${head}.${Buffer.from(statement).toString('base64url')}.${signature}`;
  assert.equal((await verifyDetached(statement, inside, known)).ok, false);
  for (const value of more) assert.equal((await verifyDetached(statement, JSON.stringify(value), known)).ok, false);
});

test('no text at all makes the check of a signature throw, and no changed signature holds', async () => {
  const good = signDetached(statement, [agency, officer]);
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
      assert.equal((await verifyDetached(statement, text, known)).ok, false);
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.constantFrom('A', 'B', '"', '.', '}'), async (at, letter) => {
      const changed = good.slice(0, at) + letter + good.slice(at + 1);
      fc.pre(changed !== good);
      assert.equal((await verifyDetached(statement, changed, known)).ok, false);
    }),
  );
});
