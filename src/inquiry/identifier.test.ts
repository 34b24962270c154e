import assert from 'node:assert/strict';
import test from 'node:test';
import { type IdentifierShape, identifierHint, identifierShape } from './identifier.ts';

const CASES: Readonly<Record<IdentifierShape, readonly string[]>> = {
  absent: ['', '   '],
  'not-nine-digits': ['12345678', '1234567890', '123-45-678X', '12-345678', 'ITIN', '１２３456789'],
  ein: ['12-3456789'],
  // SSA POMS RM 10201.035: never 000, 666 or 9xx; middle never 00; last never 0000.
  ssn: ['123-45-6789', '123456789', '123 45 6789', '001-01-0001', '899-99-9999', '734-10-1000'],
  'never-issued': [
    '000-12-3456',
    '666-12-3456',
    '123-00-4567',
    '123-45-0000',
    '912-66-1234',
    '912-69-1234',
    '912-89-1234',
    '987-49-0001',
    '900-10-0000',
  ],
  itin: [
    '900-50-0000',
    '912-65-1234',
    '912-70-1234',
    '999-88-9999',
    '912-90-1234',
    '912-92-1234',
    '912-94-1234',
    '912-99-1234',
  ],
  atin: ['912-93-1234', '912931234'],
};

test('The series of an identifier follow its structure (law.md 6.5)', () => {
  for (const [shape, texts] of Object.entries(CASES))
    for (const text of texts) assert.equal(identifierShape(text), shape, text);
});

test('A hint says what to do and never repeats the number', () => {
  for (const text of Object.values(CASES).flat()) {
    const hint = identifierHint(text);
    if (hint !== null) assert.doesNotMatch(hint, /\d/);
  }
  assert.match(identifierHint('12345') ?? '', /not nine digits/);
  assert.equal(identifierHint('123-45-6789'), null);
});
