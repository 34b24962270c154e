import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { citationKey, readCitation } from './citation.ts';

const SAME: readonly (readonly string[])[] = [
  [
    '18 U.S.C. § 1546(a)',
    '18 USC 1546(a)',
    '18 usc §1546 (a)',
    '18 U.S.C. Sec. 1546(a)',
    '18 U. S. C. 1546(a)',
    '18 U.S. Code § 1546(a)',
    '18 U.S.C.A. § 1546(a)',
    'Title 18, United States Code, Section 1546(a)',
    'title 18 USC section 1546(a)',
    'Section 1546(a) of Title 18, United States Code',
    '18 U.S.C. § 1546(A).',
  ],
  ['8 U.S.C. § 1253(a)(1)', '8 USC 1253 (a) (1)', '8 U.S.C. §§ 1253(a)(1)'],
  ['8 USC 1324a', '8 U.S.C. § 1324a'],
  ['42 USC 2000e-5', '42 U.S.C. § 2000e–5'],
];

it('the ways people write one citation compare as one', () => {
  for (const writings of SAME)
    assert.deepEqual([...new Set(writings.map(citationKey))].length, 1, writings.join(' | '));
});

it('a different title, section, letter or subdivision is a different provision', () => {
  const different = [
    '18 USC 1546(a)',
    '18 USC 1546',
    '18 USC 1546(b)',
    '8 USC 1546(a)',
    '8 USC 1324a',
    '8 USC 1324(a)',
    '8 USC 1253(a)',
    '8 USC 1253(c)',
  ];
  assert.equal(new Set(different.map(citationKey)).size, different.length);
});

it('what names several provisions or another code is no citation of the Code', () => {
  for (const text of [
    '18 USC 1028; 18 USC 1546(a)',
    '18 USC 1028 and 1546',
    '18 CFR 1546',
    'Ohio Rev. Code 2913.02',
    '',
    '18 USC',
    'USC 1546',
    '18 USC 1546(a) et seq.',
  ]) {
    assert.equal(readCitation(text), null, text);
  }
});

it('reading a citation is total and never mistakes free text for a listed provision', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      if (readCitation(text) === null) assert.ok(citationKey(text).startsWith('text:'));
    }),
  );
});
