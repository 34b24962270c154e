import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { foldedChoice, isLocatePurpose, isPlaceholder, proceedings, readReason } from './basis.ts';

it('a proceeding is known however it is written, and exactly one is one', () => {
  for (const text of [
    'grand-jury',
    'Grand Jury',
    'GRAND_JURY',
    ' grand   jury ',
    'grandjury',
    'grand jury proceeding',
  ]) {
    assert.deepEqual(proceedings(text), ['grand-jury'], text);
  }
  assert.deepEqual(proceedings('Investigation'), ['investigation']);
  assert.deepEqual(proceedings('investigation; investigation'), ['investigation']);
  assert.deepEqual(proceedings(''), []);
  for (const text of [
    'investigation; grand jury',
    'investigation,proceeding',
    'investigation / proceeding',
    'investigation and proceeding',
  ]) {
    assert.equal(proceedings(text)?.length, 2, text);
  }
  for (const text of ['enforcement', 'investigation; other', 'civil proceeding'])
    assert.equal(proceedings(text), null, text);
});

it('what stands for nothing is a placeholder', () => {
  for (const text of [
    '',
    ' ',
    'N/A',
    'n.a.',
    'NONE',
    'Unknown',
    'see attached',
    'XXX',
    '-',
    '...',
    '000',
    'Failed to provide',
  ]) {
    assert.ok(isPlaceholder(text), text);
  }
  for (const text of ['18 USC 1546(a)', 'Ohio', 'criminal investigation', 'none of the neighbours has seen him'])
    assert.ok(!isPlaceholder(text), text);
});

const SPECIFIC = [
  'Passport application lists this house; the landlord denies a tenancy since May.',
  'Indictment alleges forged green cards mailed from a Toledo apartment.',
  'Se falsificó la visa y el domicilio declarado en Toledo no coincide con el contrato.',
];
const NOT_SPECIFIC = [
  '',
  'N/A',
  'investigation',
  'Official use only',
  'Criminal investigation of the subject',
  'law enforcement purposes law enforcement purposes',
  'aaaa bbbb',
  '12345 67890 12345 67890 12345',
  'needed needed needed needed needed needed',
];

it('a reason is specific where it says something of this matter', () => {
  for (const text of SPECIFIC) assert.ok(readReason(text, []).specific, text);
  for (const text of NOT_SPECIFIC) assert.ok(!readReason(text, []).specific, text);
});

it('names, numbers, case and punctuation exchanged leave one reason writing', () => {
  const written = (reason: string, names: string[]): string => readReason(reason, names).writing;
  const first = written('Ana María Ruiz, file 4711: passport of Ruiz was forged in Toledo.', ['Ana María', 'Ruiz']);
  assert.equal(written('JOHN SMITH - FILE 23: PASSPORT OF SMITH WAS FORGED IN TOLEDO', ['John', 'Smith']), first);
  assert.notEqual(written('John Smith, file 23: passport of Smith was forged in Akron.', ['John', 'Smith']), first);
});

it('a purpose of locating is known by its words', () => {
  for (const text of ['locate individual', 'Location of subject', 'to find him', 'skip-tracing', 'WHEREABOUTS'])
    assert.ok(isLocatePurpose(text), text);
  for (const text of [
    'criminal investigation',
    'grand jury investigation',
    'benefit payment address',
    'allocation of benefits',
  ])
    assert.ok(!isLocatePurpose(text), text);
  assert.ok(readReason('Officers must locate the subject before Tuesday.', []).locate);
  assert.ok(!readReason('The car was located at his former house in Toledo.', []).locate);
});

it('reading a basis is total, and folding twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
      (text, names) => {
        proceedings(text);
        readReason(text, names);
        assert.equal(foldedChoice(foldedChoice(text)), foldedChoice(text));
      },
    ),
  );
});
