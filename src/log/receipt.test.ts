import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '../../test/vectors/made-log.ts';
import { hexOf, utf8Bytes } from './bytes.ts';
import { commit } from './commitment.ts';
import {
  formatShortReceipt,
  makeOpening,
  type Outcome,
  parseShortReceipt,
  type ReceiptPart,
  readOpening,
  receiptPlaintext,
} from './receipt.ts';

const SALT = new Uint8Array(32).fill(9);
const PART: ReceiptPart = {
  agreement: 'AGR-2026-014',
  version: 3,
  digest: 'A'.repeat(43),
  outcome: 'confirmed',
  ground: '',
  time: '2026-11-24T00:16:00Z',
};

test('A commitment is SHA-256 of label, salt and plaintext, and the labels keep the parts apart', () => {
  const plaintext = utf8Bytes('{}');
  const expected = createHash('sha256').update('countersign/case/v1\n').update(SALT).update('{}').digest('hex');
  assert.equal(hexOf(commit(sha256, 'case', SALT, plaintext)), expected);
  const all = (['receipt', 'case', 'request'] as const).map((label) => hexOf(commit(sha256, label, SALT, plaintext)));
  assert.equal(new Set(all).size, 3);
  assert.throws(() => commit(sha256, 'case', SALT.slice(1), plaintext), RangeError);
});

test('A receipt commits to the sentence that not_confirmed states nothing about the record', () => {
  const { bytes, commitment } = makeOpening(sha256, PART, SALT);
  const hash = createHash('sha256').update('countersign/receipt/v1\nnot_confirmed states nothing about the record\n');
  assert.equal(hexOf(commitment), hash.update(bytes).digest('hex'));
});

test('Confirmed and not confirmed receipts have the same size, and a short one stays under 300 characters', () => {
  const size = (outcome: Outcome): number => receiptPlaintext({ ...PART, outcome }).length;
  assert.equal(size('confirmed'), size('not_confirmed'));
  const opening = makeOpening(sha256, { ...PART, outcome: 'not_confirmed' }, SALT).bytes;
  assert.ok(formatShortReceipt({ index: 99_999_999, opening }).length < 300);
});

test('An opening is read back as it was made, and the short form of files too', () => {
  const outcome = fc.constantFrom<Outcome>('confirmed', 'not_confirmed', 'refused');
  fc.assert(
    fc.property(outcome, fc.nat(), fc.nat({ max: 2 ** 40 }), (what, version, index) => {
      const part = { ...PART, outcome: what, ground: what === 'refused' ? 'address-typed' : '', version };
      const opening = makeOpening(sha256, part, SALT).bytes;
      assert.deepEqual(readOpening(opening), { ok: true, value: part });
      assert.deepEqual(parseShortReceipt(formatShortReceipt({ index, opening })), {
        ok: true,
        value: { index, opening },
      });
    }),
  );
});

test('A part that a receipt cannot say is a defect of its maker', () => {
  const wrong: Partial<ReceiptPart>[] = [
    { agreement: '' },
    { agreement: 'A B' },
    { version: -1 },
    { version: 1.5 },
    { digest: 'AA' },
    { ground: 'in-force' },
    { outcome: 'refused' },
    { time: '2026-11-24T00:16:00.000Z' },
    { time: 'now' },
    { outcome: 'held' as Outcome },
  ];
  for (const part of wrong)
    assert.throws(() => makeOpening(sha256, { ...PART, ...part }, SALT), RangeError, JSON.stringify(part));
});

test('An opening with any byte changed says something else or nothing, and no bytes make reading throw', () => {
  const opening = makeOpening(sha256, PART, SALT).bytes;
  for (let i = 32; i < opening.length; i++) {
    const part = readOpening(opening.with(i, (opening[i] ?? 0) ^ 1));
    assert.notDeepEqual(part, { ok: true, value: PART });
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => assert.equal(readOpening(bytes).ok, false)));
  const objects = fc.record(
    { agreement: fc.anything(), version: fc.anything(), digest: fc.string() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(objects, (value) => {
      const text = JSON.stringify(value) ?? 'null';
      assert.equal(readOpening(new Uint8Array([...SALT, ...utf8Bytes(text)])).ok, false);
    }),
  );
});

test('A malformed short receipt is refused', () => {
  for (const text of [
    '',
    '.',
    '1',
    '.AAAA',
    '01.AAAA',
    '-1.AAAA',
    '1.A',
    '1.AA==',
    '1.A+A/',
    '1.AAAB.',
    '99999999999999999.AAAA',
  ]) {
    assert.equal(parseShortReceipt(text).ok, false, text);
  }
});
