import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type AddressText, type StandardAddress, standardiseAddress } from './address.ts';
import { type PersonText, type StandardName, standardiseName } from './name.ts';
import { budgetInputs, type PairScope, PROBES, padProbes, questionInputs, registerInputs } from './pairs.ts';

const person = (more: Partial<PersonText> = {}): PersonText => ({
  ...{ given_name: 'Ana', middle_name: '', surname: 'Ruiz', name_suffix: '' },
  ...{ birth_date: '1980-02-29', tax_identifier: '900-12-3456', other_names: '' },
  ...more,
});
const home = (more: Partial<AddressText> = {}): AddressText => ({
  ...{ delivery_line: '12 Oak St', unit: '', city: 'Denver', state: 'CO', postal_code: '80202' },
  ...{ country: '', address: '' },
  ...more,
});
const scope = (more: Partial<PairScope> = {}): PairScope => ({
  epoch: 1,
  period: '2024',
  fields: 'name',
  level: 'unit',
  ...more,
});

function nameOf(each: PersonText): StandardName {
  const standard = standardiseName(each);
  if (standard.kind === 'unnamed') throw new Error(standard.why);
  return standard.name;
}
function addressOf(text: AddressText): StandardAddress {
  const standard = standardiseAddress(text);
  if (standard.kind === 'untyped') throw new Error(standard.why);
  return standard.address;
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const kept = (in_: PairScope, each: PersonText, at: AddressText): string[] =>
  registerInputs(in_, each, nameOf(each), addressOf(at)).map(({ bytes }) => text(bytes));
const asked = (in_: PairScope, each: PersonText, at: AddressText): string[] =>
  questionInputs(in_, each, nameOf(each), addressOf(at)).map(text);
const meet = (one: string[], other: string[]): boolean => one.some((input) => other.includes(input));

/** The fields that an input was written from, read back by its length prefixes. */
function fieldsOf(input: string): (string | null)[] {
  const fields: (string | null)[] = [];
  let at = 0;
  while (at < input.length) {
    if (input[at] === '-') {
      fields.push(null);
      at += 1;
      continue;
    }
    const colon = input.indexOf(':', at);
    const end = colon + 1 + Number(input.slice(at, colon));
    fields.push(input.slice(colon + 1, end));
    at = end;
  }
  return fields;
}

describe('inputs of fingerprints', () => {
  it('let a question meet the row that it is about', () => {
    assert.ok(meet(kept(scope(), person(), home()), asked(scope(), person(), home())));
  });

  it('say purpose, epoch, versions, level, period, fields, country, person and address, each readable back', () => {
    const [input = ''] = kept(scope({ fields: 'name-and-birth-date' }), person(), home());
    const fields = fieldsOf(input);
    assert.deepEqual(fields.slice(0, 2), ['countersign pair', '1']);
    assert.deepEqual(fields.slice(4, 9), ['unit', '2024', 'name-and-birth-date', '1980-02-29', 'US']);
    assert.equal(fields.length, 12);
    const [current = ''] = kept(scope({ period: '' }), person(), home());
    assert.equal(fieldsOf(current)[5], null);
  });

  it('differ in every part of the scope, and absent differs from empty', () => {
    const scopes = [
      scope(),
      scope({ epoch: 2 }),
      scope({ period: '' }),
      scope({ period: '-' }),
      scope({ period: '2023' }),
    ];
    scopes.push(
      scope({ level: 'building' }),
      scope({ fields: 'name-and-birth-date' }),
      scope({ fields: 'name-and-tax-identifier' }),
    );
    const all = scopes.map((each) => kept(each, person(), home()));
    for (const [i, one] of all.entries()) for (const other of all.slice(i + 1)) assert.ok(!meet(one, other));
  });

  it('are injective: different periods and writings never give the same bytes', () => {
    const any = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('', '-', '4:2024', '2024', '--', '1:1'),
    );
    const surname = fc.stringMatching(/^[A-Z]{2,6}$/);
    fc.assert(
      fc.property(any, any, surname, surname, (p, q, s, t) => {
        const one = kept(scope({ period: p }), person({ surname: `Xa${s}` }), home());
        const other = kept(scope({ period: q }), person({ surname: `Xa${t}` }), home());
        const equal = p === q && s === t;
        const alike =
          nameOf(person({ surname: `Xa${s}` })).readings[0]?.surnames[0] ===
          nameOf(person({ surname: `Xa${t}` })).readings[0]?.surnames[0];
        assert.equal(meet(one, other), equal || (p === q && alike));
      }),
    );
  });

  it('of a row or question without the field that the terms fix are none', () => {
    for (const birth_date of ['', '1981-02-29', '29.02.1980', '1980-2-29', '0000-01-01', '1980-13-01']) {
      assert.deepEqual(kept(scope({ fields: 'name-and-birth-date' }), person({ birth_date }), home()), []);
      assert.deepEqual(asked(scope({ fields: 'name-and-birth-date' }), person({ birth_date }), home()), []);
    }
    for (const tax_identifier of ['', '12345678', '900-12-345X', '000-00-0000']) {
      assert.deepEqual(kept(scope({ fields: 'name-and-tax-identifier' }), person({ tax_identifier }), home()), []);
    }
  });

  it('of two birth dates or identifiers never meet, whatever the kind of identifier (laws 11 and 12)', () => {
    const dated = scope({ fields: 'name-and-birth-date' });
    assert.ok(!meet(kept(dated, person(), home()), asked(dated, person({ birth_date: '1980-02-28' }), home())));
    const numbered = scope({ fields: 'name-and-tax-identifier' });
    for (const tax_identifier of ['123-45-6789', '900-70-1234', '900-93-1234', '12-3456789']) {
      const one = kept(numbered, person({ tax_identifier }), home());
      assert.ok(meet(one, asked(numbered, person({ tax_identifier: tax_identifier.replaceAll('-', '') }), home())));
      assert.ok(!meet(one, asked(numbered, person({ tax_identifier: '123-45-6780' }), home())));
      assert.equal(one.length, kept(numbered, person(), home()).length);
    }
  });

  it('are at most PROBES, the pair as written among them, and padded to PROBES', () => {
    const each = person({ given_name: 'Mary', middle_name: 'Ann Lee', surname: 'Smith-Jones Brown' });
    const at = home({ delivery_line: '12 N Oak St', unit: 'Apt 4' });
    const inputs = questionInputs(scope(), each, nameOf(each), addressOf(at));
    assert.equal(inputs.length, PROBES);
    assert.ok(meet(kept(scope(), each, at), inputs.map(text)));
    assert.equal(new Set(inputs.map(text)).size, PROBES);
    for (const count of [0, 1, 5, PROBES]) {
      const padded = padProbes(inputs.slice(0, count), new TextEncoder().encode('REF-1'));
      assert.equal(padded.length, PROBES);
      assert.equal(new Set(padded.map(text)).size, PROBES);
      for (const filler of padded.slice(count)) assert.equal(fieldsOf(text(filler))[0], 'countersign filler');
    }
  });

  it('of budgets are one for each key, apart by epoch and field', () => {
    const each = person();
    const inputs = (epoch: number, birth_date: string) =>
      budgetInputs(epoch, 'name-and-birth-date', person({ birth_date }), nameOf(each)).map(text);
    assert.equal(inputs(1, '1980-02-29').length, 1);
    assert.ok(!meet(inputs(1, '1980-02-29'), inputs(2, '1980-02-29')));
    assert.ok(!meet(inputs(1, '1980-02-29'), inputs(1, '1980-02-28')));
    assert.deepEqual(inputs(1, ''), []);
  });
});
