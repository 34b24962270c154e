import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { questionFromJson } from './question.ts';

const WHOLE = {
  reference: 'Q-1',
  person: {
    given_name: 'Ana',
    middle_name: 'B',
    surname: 'Núñez',
    name_suffix: 'Jr',
    birth_date: '1980-02-29',
    tax_identifier: '000-12-3456',
  },
  address: { delivery_line: '12 Oak St', unit: 'Apt 3', city: 'Salem', state: 'OR', postal_code: '97301', country: '' },
  period: '2024',
  basis: {
    purpose: 'p',
    authority: 'a',
    proceeding: 'investigation',
    case_number: 'c',
    reason: 'r',
    official: 'o',
    officer: 'f',
    attests_engaged: true,
    attests_sole_use: true,
    final_order_date: '2020-01-31',
    court_order: { court: 'D. Or.', number: '1', date: '2026-01-02', warrant: 'w', sha256: 'a'.repeat(64) },
    consent: { date: '2026-01-02', scope: 's', sha256: 'b'.repeat(64) },
  },
};

const problemOf = (value: unknown): [string, string] => {
  const read = questionFromJson(value);
  assert.ok(!read.ok);
  return [read.path, read.problem];
};

test('Every field of the JSON shape arrives in the question', () => {
  const read = questionFromJson(WHOLE);
  assert.ok(read.ok);
  assert.deepEqual(read.question, { ...WHOLE, address: { ...WHOLE.address, address: '' } });
});

test('What is left out is absent: empty text, false, no court order and no consent', () => {
  const read = questionFromJson({
    reference: 'Q-2',
    person: { surname: 'Wulandari' },
    address: ' 12 Oak St, Salem OR ',
  });
  assert.ok(read.ok);
  const { address, basis, period, person } = read.question;
  assert.equal(address.address, '12 Oak St, Salem OR');
  assert.deepEqual(
    [period, person.given_name, basis.purpose, basis.attests_engaged, basis.court_order, basis.consent],
    ['', '', '', false, null, null],
  );
});

test('An unknown field is refused at every level, with its path', () => {
  assert.deepEqual(problemOf({ ...WHOLE, extra: 1 }), ['', 'holds an unknown field "extra"; remove it']);
  assert.equal(problemOf({ ...WHOLE, person: { ...WHOLE.person, ssn: '1' } })[0], 'person');
  assert.equal(problemOf({ ...WHOLE, address: { ...WHOLE.address, zip: '1' } })[0], 'address');
  assert.equal(problemOf({ ...WHOLE, basis: { ...WHOLE.basis, court_order: { judge: '' } } })[0], 'basis.court_order');
  assert.equal(
    questionFromJson(JSON.parse('{"reference":"Q","person":{},"address":"a","__proto__":{"x":1}}')).ok,
    false,
  );
});

test('A value of the wrong type is refused with its path and the type that is wanted', () => {
  assert.deepEqual(problemOf({ ...WHOLE, period: 2024 }), ['period', 'must be a text']);
  assert.deepEqual(problemOf({ ...WHOLE, basis: { attests_engaged: 'yes' } }), [
    'basis.attests_engaged',
    'must be true or false',
  ]);
  assert.deepEqual(problemOf({ ...WHOLE, person: null }), ['person', 'must be an object']);
  assert.deepEqual(problemOf({ ...WHOLE, address: 7 }), ['address', 'must be one text or an object of its parts']);
  assert.deepEqual(problemOf({ ...WHOLE, address: { city: 7 } }), ['address.city', 'must be a text']);
});

test('Dates that do not exist and digests that are none are refused', () => {
  for (const date of [
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '31/12/2019',
    '2024-1-1',
    '20240101',
  ]) {
    assert.deepEqual(
      problemOf({ ...WHOLE, person: { birth_date: date } }),
      ['person.birth_date', 'birth_date is not a date; write YYYY-MM-DD'],
      date,
    );
  }
  assert.equal(problemOf({ ...WHOLE, basis: { consent: { sha256: 'abc' } } })[0], 'basis.consent.sha256');
});

test('A leap day is a day', () => {
  for (const birth_date of ['2024-02-29', '2000-02-29']) {
    assert.ok(questionFromJson({ ...WHOLE, person: { birth_date } }).ok, birth_date);
  }
});

test('Control characters, half surrogates and over-long text are refused in every field', () => {
  for (const [bad, said] of [
    ['a\u0000b', /control/],
    ['a\tb', /control/],
    ['a\u2028b', /control/],
    ['a\ud800', /surrogate/],
    ['x'.repeat(129), /longer than 128/],
  ] as const) {
    const [path, problem] = problemOf({ ...WHOLE, person: { surname: bad } });
    assert.equal(path, 'person.surname');
    assert.match(problem, said);
  }
});

test('A reference is needed: 1 to 64 characters', () => {
  for (const reference of ['', '   ', 'x'.repeat(65), undefined, null, 7])
    assert.equal(problemOf({ ...WHOLE, reference })[0], 'reference', String(reference));
});

test('An address is one text or parts, never both', () => {
  assert.match(
    problemOf({ ...WHOLE, address: { address: '1 Oak St', city: 'Salem' } })[1],
    /both as one text and in parts/,
  );
  assert.ok(questionFromJson({ ...WHOLE, address: { address: '1 Oak St', country: 'CA' } }).ok);
});

test('Reading is total on any value, and no problem repeats a value', () => {
  const secret = 'Zebulon';
  const value = fc.oneof(fc.anything(), fc.constant(secret), fc.constant(null));
  const shape = fc.record(
    {
      reference: value,
      person: fc.dictionary(fc.constantFrom('surname', 'birth_date', '9'), value),
      address: value,
      period: value,
      basis: value,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(shape, value), (given) => {
      const read = questionFromJson(given);
      if (!read.ok) assert.doesNotMatch(read.problem, /Zebulon/);
    }),
  );
});
