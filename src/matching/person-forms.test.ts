import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { givenKeys } from './given.ts';
import { type PersonText, type StandardName, standardiseName } from './name.ts';
import { type PersonFields, personForms, personKeys } from './person-forms.ts';
import { GIVEN_NAME_GROUPS } from './tables/given-names.ts';

/** `Given/Middle/Surname/Suffix`, the last two parts optional: Given/Surname. `; other` names after it. */
function nameOf(writing: string): StandardName {
  const [own = '', ...others] = writing.split(';');
  const parts = own.split('/');
  const [given_name = '', middle_name = '', surname = '', name_suffix = ''] =
    parts.length === 2 ? [parts[0], '', parts[1]] : parts;
  const person: PersonText = {
    ...{ given_name, middle_name, surname, name_suffix },
    ...{ birth_date: '', tax_identifier: '', other_names: others.join(';') },
  };
  const standard = standardiseName(person);
  if (standard.kind === 'unnamed') throw new Error(`${standard.why}: ${writing}`);
  return standard.name;
}

/** How many of the people on file each asked form may mean; a form kept by two of them is ambiguous and answers nothing. */
function confirmed(onFile: readonly string[], asked: string, fields: PersonFields): boolean {
  const bearers = new Map<string, number>();
  for (const writing of onFile) {
    for (const form of personForms(nameOf(writing), 'register', fields))
      bearers.set(form, (bearers.get(form) ?? 0) + 1);
  }
  return personForms(nameOf(asked), 'question', fields).some((form) => bearers.get(form) === 1);
}

const meet = (onFile: string, asked: string, fields: PersonFields = 'name'): boolean =>
  confirmed([onFile], asked, fields);

const given = fc.constantFrom(
  'John',
  'Bob',
  'Robert',
  'Alex',
  'Alexander',
  'Alexandra',
  'Mary',
  'Maryann',
  'Steven',
  'Stephen',
  'J',
);
const middle = fc.constantFrom('', 'A', 'Ann', 'Allen', 'B', 'A B', 'Ann Lee', 'Ann L', 'A Lee', 'Ann Lou');
const surname = fc.constantFrom(
  'Smith',
  'Jones',
  'Smith Jones',
  'Jones-Smith',
  'Smith Brown',
  'de la Cruz',
  'García y Márquez',
  'García',
);
const suffix = fc.constantFrom('', 'Jr', 'Sr', 'III');
const writing = fc.tuple(given, middle, surname).map((parts) => parts.join('/'));
const suffixed = fc.tuple(given, middle, surname, suffix).map((parts) => parts.join('/'));
const fieldsOf = fc.constantFrom<PersonFields>('name', 'name-and-birth-date', 'name-and-tax-identifier');

describe('person forms', () => {
  it('let every name meet itself, and any name of its own order', () => {
    fc.assert(
      fc.property(suffixed, fieldsOf, (each, fields) => assert.ok(meet(each, each, fields))),
      { numRuns: 1000 },
    );
    assert.ok(meet('Ana/García Márquez', 'Ana/Márquez-García'));
    assert.ok(meet('Ana/García y Márquez', 'Ana/Garcia Marquez'));
  });

  it('are symmetric but for the suffix, which only a question may leave out (law 10)', () => {
    fc.assert(
      fc.property(writing, writing, fieldsOf, (a, b, fields) =>
        assert.equal(meet(a, b, fields), meet(b, a, fields), `${a} | ${b}`),
      ),
      { numRuns: 5000 },
    );
    assert.ok(meet('John//Smith/Jr', 'John/Smith'));
    assert.ok(!meet('John/Smith', 'John//Smith/Jr'));
  });

  it('never meet where middle names or initials differ (law 11)', () => {
    const differ = [
      ['A', 'B'],
      ['Allen', 'Adam'],
      ['Allen', 'B'],
      ['Ann Lee', 'Ann Lou'],
      ['Ann L', 'Ann Mae'],
      ['A B', 'A C'],
      ['Ann', 'Alice Lee'],
    ];
    for (const [a = '', b = ''] of differ) {
      for (const fields of ['name', 'name-and-birth-date'] as const) {
        assert.ok(!meet(`John/${a}/Smith`, `John/${b}/Smith`, fields), `${a} ${b}`);
        assert.ok(!meet(`John/${b}/Smith`, `John/${a}/Smith`, fields), `${b} ${a}`);
      }
    }
  });

  it('meet where a middle name is left out or is an initial', () => {
    const agree = ['', 'A', 'Ann', 'Ann Lee', 'A L', 'Ann L'];
    for (const a of agree)
      for (const b of agree)
        assert.ok(meet(`Mary/${a}/Smith`, `Mary/${b}/Smith`) || (a + b).includes('L'), `${a}|${b}`);
    assert.ok(meet('Mary/Ann Lee/Smith', 'Mary/A/Smith') && meet('Mary/A L/Smith', 'Mary/Ann Lee/Smith'));
    assert.ok(meet('Mary/Ann/Smith', 'Maryann/Smith') && meet('Maryann/Smith', 'Mary/Ann/Smith'));
    assert.ok(!meet('Mary/Smith', 'Maryann/Smith'));
  });

  it('never meet where suffixes differ, nor where only the question has one (law 11)', () => {
    for (const [a, b] of [
      ['Jr', 'Sr'],
      ['Jr', 'II'],
      ['III', 'IV'],
      ['', 'Jr'],
      ['', 'Sr'],
    ]) {
      assert.ok(!meet(`John/A/Smith/${a}`, `John/A/Smith/${b}`), `${a} ${b}`);
    }
    assert.ok(meet('John/A/Smith/Jr', 'John/A/Smith/Junior') && meet('John/A/Smith/III', 'John//Smith/3rd'));
  });

  it('never meet by one of two surnames where the other differs (law 11)', () => {
    assert.ok(meet('Ana/García Márquez', 'Ana/García') && meet('Ana/García Márquez', 'Ana/Márquez'));
    assert.ok(meet('Ana/García', 'Ana/García Márquez'));
    assert.ok(!meet('Ana/García Márquez', 'Ana/García López'));
    assert.ok(!meet('Ana/Cruz', 'Ana/de la Cruz') && !meet('Ana/López', 'Ana/García Márquez'));
  });

  it('never meet by one surname of a list of three or more', () => {
    for (const asked of ['Anna/Garcia Lopez Wendelmoot', 'Anna/Garcia Lopez Wendelmoot Perez'])
      for (const onFile of ['Anna/Garcia', 'Anna/Lopez', 'Anna/Wendelmoot']) assert.ok(!meet(onFile, asked), asked);
    assert.ok(meet('Anna/Garcia Lopez Perez', 'Anna/Perez Garcia Lopez'));
    assert.ok(meet('Anna/Lopez', 'Anna/Garcia Lopez'));
  });

  it('take a short form for the name only where a middle name, birth date or identifier agrees', () => {
    assert.ok(!meet('William/Hill', 'Bill/Hill', 'name'));
    assert.ok(meet('William/J/Hill', 'Bill/J/Hill', 'name'));
    assert.ok(!meet('William/J/Hill', 'Bill/K/Hill', 'name'));
    assert.ok(
      meet('William/Hill', 'Bill/Hill', 'name-and-birth-date') &&
        meet('Will/Hill', 'Billy/Hill', 'name-and-tax-identifier'),
    );
    assert.ok(meet('Stephen/Hill', 'Steven/Hill', 'name') && meet('Mohammed/Ali', 'Muhammad/Ali', 'name'));
  });

  it('never chain two names through a short form of both', () => {
    const fields = 'name-and-birth-date';
    assert.ok(meet('Alexander/Hill', 'Alex/Hill', fields) && meet('Alexandra/Hill', 'Alex/Hill', fields));
    assert.ok(meet('Alex/Hill', 'Alexander/Hill', fields) && meet('Alex/Hill', 'Alex/Hill', fields));
    assert.ok(!meet('Alexander/Hill', 'Alexandra/Hill', fields) && !meet('Edward/Hill', 'Edwin/Hill', fields));
    assert.ok(!confirmed(['Alexander/Hill', 'Alexandra/Hill'], 'Alex/Hill', fields));
    assert.ok(confirmed(['Alexander/Hill', 'Alexandra/Hill'], 'Alexandra/Hill', fields));
  });

  it('make two on file ambiguous whom a question does not tell apart (law 11)', () => {
    assert.ok(!confirmed(['John//Smith', 'John//Smith/Jr'], 'John/Smith', 'name'));
    assert.ok(confirmed(['John//Smith', 'John//Smith/Jr'], 'John//Smith/Jr', 'name'));
    assert.ok(!confirmed(['John/A/Smith', 'John/B/Smith'], 'John/Smith', 'name'));
    assert.ok(confirmed(['John/A/Smith', 'John/B/Smith'], 'John/A/Smith', 'name'));
    assert.ok(!confirmed(['John/Smith', 'John/A/Smith'], 'John/Smith', 'name'));
    assert.ok(!confirmed(['Ana/Paz Ruiz', 'Ana/Paz Gil'], 'Ana/Paz', 'name'));
    fc.assert(fc.property(suffixed, fieldsOf, (each, fields) => assert.ok(!confirmed([each, each], each, fields))));
  });

  it('keep every name on file', () => {
    assert.ok(meet('Mary/L/Jones;Smith', 'Mary/Smith') && meet('Mary/L/Jones;Smith, Molly', 'Molly/Smith'));
    assert.ok(!meet('Mary/L/Jones;Smith', 'Mary/K/Smith') && !meet('Mary/Jones', 'Mary/Smith'));
    assert.ok(meet('/Suharto', 'Suharto/') && !meet('/Suharto', 'Ana/Suharto') && !meet('Ana/Suharto', '/Suharto'));
  });
});

describe('budget keys', () => {
  it('leave no spelling that could meet a row a key of its own (law 8)', () => {
    fc.assert(
      fc.property(suffixed, suffixed, fieldsOf, (onFile, asked, fields) => {
        if (!meet(onFile, asked, fields)) return;
        const keys = new Set(personKeys(nameOf(onFile)));
        assert.ok(
          personKeys(nameOf(asked)).some((key) => keys.has(key)),
          `${onFile} | ${asked}`,
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('are shared by a name in one word and in two, and by short forms and surnames', () => {
    const pairs = [
      ['Mary/Ann/Smith', 'Maryann/Smith'],
      ['Maryann/Smith', 'Mary/Ann/Smith'],
      ['Alexandra/Ruiz', 'Alex/Ruiz'],
      ['Ana/Paz Ruiz', 'Ana/Paz'],
    ];
    for (const [onFile = '', asked = ''] of pairs) {
      assert.ok(meet(onFile, asked, 'name-and-birth-date'));
      const keys = personKeys(nameOf(onFile));
      assert.ok(
        personKeys(nameOf(asked)).some((key) => keys.includes(key)),
        asked,
      );
    }
  });

  it('are few, and do not depend on the middle initial or suffix', () => {
    assert.deepEqual(personKeys(nameOf('John/A/Smith/Jr')), personKeys(nameOf('John/Smith')));
    assert.equal(personKeys(nameOf('Bill/Smith')).join(), personKeys(nameOf('William/Smith')).join());
  });
});

describe('the table of given names', () => {
  it('has no name in two spellings, and no short form of more than four', () => {
    const spellings = GIVEN_NAME_GROUPS.flatMap((group) => group.spellings);
    assert.ok(spellings.length > 200);
    assert.deepEqual(
      spellings.filter((name, index) => spellings.indexOf(name) !== index),
      [],
    );
    for (const name of GIVEN_NAME_GROUPS.flatMap((group) => group.shorts))
      assert.ok(givenKeys(name).groups.length <= 4, name);
  });

  it('has no short form that is the formal name of another group', () => {
    const formal = new Set(GIVEN_NAME_GROUPS.flatMap((group) => group.spellings));
    assert.deepEqual(
      GIVEN_NAME_GROUPS.flatMap((group) => group.shorts).filter((name) => formal.has(name)),
      [],
    );
  });
});
