import assert from 'node:assert/strict';
import test from 'node:test';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalQuestion, questionFromCanonical, questionMember } from './canonical.ts';
import { type Question, questionFromJson } from './question.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'B', '7', 'é', '"', '\\', '𝒳', ' '), maxLength: 12 });
const texts = (...names: string[]) => fc.record(Object.fromEntries(names.map((name) => [name, text])));
const sha256 = fc.constantFrom('', 'a'.repeat(64));

const questions: fc.Arbitrary<Question> = fc
  .record({
    reference: text.map((each) => `R${each}`),
    person: texts('given_name', 'middle_name', 'surname', 'name_suffix', 'tax_identifier'),
    address: fc.oneof(text, texts('delivery_line', 'unit', 'city', 'state', 'postal_code', 'country')),
    period: fc.constantFrom('', '2024'),
    basis: fc.record({
      reason: text,
      attests_engaged: fc.boolean(),
      court_order: fc.oneof(fc.constant(null), fc.record({ court: text, sha256 })),
      consent: fc.oneof(fc.constant(null), fc.record({ scope: text, date: fc.constantFrom('', '2026-05-01') })),
    }),
  })
  .map((value) => {
    const read = questionFromJson(value);
    assert.ok(read.ok, JSON.stringify(read));
    return read.question;
  });

test('The canonical writing is that of RFC 8785', () => {
  fc.assert(fc.property(questions, (question) => assert.equal(canonicalQuestion(question), canonicalize(question))));
});

test('The canonical writing gives its question back, and no other writing of it does', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const written = canonicalQuestion(question);
      assert.deepEqual(questionFromCanonical(written), question);
      const reversed = Object.fromEntries(Object.entries(JSON.parse(written) as object).reverse());
      for (const other of [
        ` ${written}`,
        `${written}\n`,
        written.slice(1),
        JSON.stringify(reversed),
        written.replace(':', ': '),
      ]) {
        assert.equal(questionFromCanonical(other), null, other);
      }
    }),
  );
  assert.equal(questionFromCanonical('{"reference":"a","person":{},"address":""}'), null);
});

const asked = (changes: {
  reference?: string;
  surname?: string;
  line?: string;
  period?: string;
  reason?: string;
  birth_date?: string;
}): Question => {
  const {
    reference = 'Q',
    surname = 'Vega',
    line = '12 N Oak St',
    period = '2024',
    reason = '',
    birth_date = '',
  } = changes;
  const read = questionFromJson({
    reference,
    person: { given_name: 'Ana', surname, birth_date },
    address: `${line}, Salem, OR 97301`,
    period,
    basis: { reason },
  });
  assert.ok(read.ok);
  return read.question;
};

test('Reference and basis are no part of what is asked; name, birth date, period and address are (law 8)', () => {
  const member = questionMember(asked({}));
  assert.equal(questionMember(asked({ reference: 'Q2', reason: 'another' })), member);
  for (const change of [
    { surname: 'Vela' },
    { line: '13 N Oak St' },
    { line: '12 S Oak St' },
    { period: '2023' },
    { period: '' },
    { birth_date: '1980-01-01' },
  ]) {
    assert.notEqual(questionMember(asked(change)), member, JSON.stringify(change));
  }
});

test('Case, punctuation and spacing make no new question (law 9)', () => {
  const member = questionMember(asked({}));
  for (const change of [{ surname: 'VEGA' }, { line: '12  n. oak st.' }, { line: '12 N OAK ST' }]) {
    assert.equal(questionMember(asked(change)), member, JSON.stringify(change));
  }
});

test('Text without a standard writing still tells questions apart', () => {
  const members = ['UNKNOWN', 'FAILED TO PROVIDE', 'NA'].map((line) =>
    questionMember({ ...asked({}), address: { ...asked({}).address, address: line } }),
  );
  assert.equal(new Set(members).size, 3);
});
