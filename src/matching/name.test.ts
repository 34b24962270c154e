import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  NAME_FIELD_LIMIT,
  type PersonText,
  personOfText,
  readingText,
  standardiseAskedName,
  standardiseName,
} from './name.ts';
import { LETTER_FOLDS } from './tables/letter-folds.ts';

const fields = (given_name: string, middle_name: string, surname: string, name_suffix = ''): PersonText => ({
  ...{ given_name, middle_name, surname, name_suffix },
  ...{ birth_date: '', tax_identifier: '', other_names: '' },
});

/** given / middles / surname parts / suffix of the first reading, or why there is none. */
function read(person: PersonText): string {
  const standard = standardiseName(person);
  if (standard.kind === 'unnamed') return standard.why;
  const [first] = standard.name.readings;
  return [first?.given, first?.middles.join(' '), first?.surnames.join(' '), first?.suffix].join('/');
}
const readText = (text: string): string => read(personOfText(text));

const PIECES = [
  'de la',
  'van der',
  "O'",
  'Mc',
  'Mac',
  'Jr.',
  'III',
  'y',
  'Mr',
  'García',
  'Müller',
  'MARY',
  'ann',
  'St.',
  '-',
  ',',
  'J.',
  'FNU',
  'Saint',
  '李',
];
const word = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...LETTER_FOLDS.keys(), 'A', 'e', 'U', 's', ' '), maxLength: 8 }),
);
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
const person = fc.tuple(text, text, text, fc.oneof(fc.constant(''), word)).map((each) => fields(...each));

describe('standardising a name', () => {
  it('is total: any string gives a name or a reason', () => {
    const any = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(any, any, any, any, any, (given, middle, surname, suffix, other_names) => {
        const { kind } = standardiseName({ ...fields(given, middle, surname, suffix), other_names });
        assert.ok(kind === 'name' || kind === 'unnamed');
      }),
      { numRuns: 2000 },
    );
  });

  it('done twice changes nothing (law 9)', () => {
    fc.assert(
      fc.property(person, (each) => {
        const once = standardiseName(each);
        if (once.kind === 'unnamed') return;
        const [first] = once.name.readings;
        assert.ok(first !== undefined);
        assert.deepEqual(standardiseName(readingText(first)), { kind: 'name', name: { readings: [first] } });
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same in any case (law 9)', () => {
    fc.assert(
      fc.property(person, ({ given_name, middle_name, surname, name_suffix }) => {
        const all = [given_name, middle_name, surname, name_suffix] as const;
        const written = standardiseName(fields(...all));
        const [g, m, s, x] = all.map((each) => each.toUpperCase()) as [string, string, string, string];
        const [lg, lm, ls, lx] = all.map((each) => each.toLowerCase()) as [string, string, string, string];
        assert.deepEqual(standardiseName(fields(g, m, s, x)), written);
        assert.deepEqual(standardiseName(fields(lg, lm, ls, lx)), written);
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same with other punctuation and spacing in its fields (law 9)', () => {
    const plain = fc.stringMatching(/^[A-Za-zÀ-ÿ]{1,8}$/);
    const fieldOf = fc.array(plain, { minLength: 1, maxLength: 3 });
    const between = fc.constantFrom(' ', '  ', '-', ' - ', '. ', '\t', '\u00a0');
    fc.assert(
      fc.property(fieldOf, fieldOf, fieldOf, between, (given, middle, surname, gap) => {
        const spaced = fields(given.join(' '), middle.join(' '), surname.join(' '));
        const other = fields(` ${given.join(gap)}.`, middle.join(gap), `(${surname.join(gap)}) `);
        assert.deepEqual(standardiseName(other), standardiseName(spaced));
      }),
      { numRuns: 2000 },
    );
  });

  it('writes particles together with what follows', () => {
    for (const surname of ['de la Cruz', 'DE LA CRUZ', 'Dela Cruz', 'Delacruz', 'De La-Cruz']) {
      assert.equal(read(fields('Ana', '', surname)), 'ANA//DELACRUZ/');
    }
    for (const surname of ["O'Brien", 'O’Brien', 'O Brien', 'OBRIEN'])
      assert.equal(read(fields('Una', '', surname)), 'UNA//OBRIEN/');
    for (const surname of ['McDonald', 'Mc Donald', 'MacDonald', 'Mac Donald']) {
      assert.equal(read(fields('Ian', '', surname)), 'IAN//MCDONALD/');
    }
    assert.equal(read(fields('Jan', '', 'van der Berg')), read(fields('Jan', '', 'Vanderberg')));
    assert.equal(read(fields('Anne', '', 'St. John')), read(fields('Anne', '', 'Saint John')));
    assert.equal(read(fields('Ana', 'de la', 'Cruz')), 'ANA//DELACRUZ/');
  });

  it('folds diacritics and the umlaut written out', () => {
    assert.equal(read(fields('Zoë', '', 'Núñez')), 'ZOE//NUNEZ/');
    assert.equal(read(fields('Zoe\u0308', '', 'Nu\u0301n\u0303ez')), 'ZOE//NUNEZ/');
    for (const surname of ['Müller', 'Mueller', 'Muller'])
      assert.equal(read(fields('Uwe', '', surname)), 'UWE//MULLER/');
    assert.equal(read(fields('Юрий', '', 'Чайковский')), read(fields('Юрии\u0306', '', 'Чаи\u0306ковскии\u0306')));
    assert.equal(read(fields('Søren', '', 'Łukasz')), 'SOREN//LUKASZ/');
    assert.equal(read(fields('Michael', '', 'Rodriguez')), 'MICHAEL//RODRIGUEZ/');
  });

  it('finds a suffix where it is written', () => {
    for (const each of [
      fields('Al', '', 'Hall', 'Jr.'),
      fields('Al', '', 'Hall Jr'),
      fields('Al', '', 'Hall, JUNIOR'),
      fields('Al', 'Jr', 'Hall'),
    ]) {
      assert.equal(read(each), 'AL//HALL/JR');
    }
    assert.equal(read(fields('Al', 'V', 'Hall')), 'AL/V/HALL/');
    assert.equal(read(fields('Al', '', 'Hall', '3rd')), read(fields('Al', '', 'Hall III')));
    assert.equal(read(fields('Al', '', 'Hall', 'Ph.D.')), 'AL//HALL/');
  });

  it('finds a generational suffix in any field, and takes two different ones for two people', () => {
    const senior = 'FATHEX//LINDQVIST/SR';
    for (const given of ['Fathex Sr', 'Fathex Senior', 'Sr Fathex', 'Fathex the Elder', 'Fathex, Sr.'])
      assert.equal(read(fields(given, '', 'Lindqvist')), senior, given);
    for (const surname of ['Sr Lindqvist', 'Senior Lindqvist', 'Lindqvist, the elder', 'Lindqvist Sr'])
      assert.equal(read(fields('Fathex', '', surname)), senior, surname);
    assert.equal(read(fields('Fathex', 'Sr', 'Lindqvist')), senior);
    assert.equal(read(fields('Fathex', 'Senior', 'Lindqvist')), senior);
    assert.equal(read(fields('Fathex', '', 'Lindqvist', 'the Elder')), senior);
    assert.equal(read(fields('Fathex', 'Anna Sr', 'Lindqvist')), 'FATHEX/ANNA/LINDQVIST/SR');
    assert.equal(read(fields('Fathex', '', 'Lindqvist hijo')), 'FATHEX//LINDQVIST/JR');
    assert.equal(read(fields('Fathex', '', 'V Lindqvist')), 'FATHEX//LINDQVIST/5');
    for (const initial of ['V', 'I'])
      assert.equal(read(fields('Fathex', initial, 'Lindqvist')), `FATHEX/${initial}/LINDQVIST/`);
    for (const suffix of ['Jr/Sr', 'Sr or Jr', 'not Sr', 'Jr II'])
      assert.equal(read(fields('Fathex', '', 'Lindqvist', suffix)), 'not-a-name');
    assert.equal(read(fields('Fathex Sr', '', 'Lindqvist', 'Jr')), 'not-a-name');
    assert.equal(read(fields('Fathex', 'Sr', 'Lindqvist Jr')), 'not-a-name');
    for (const each of [fields('Sr', '', 'Lindqvist'), fields('Fathex', '', 'Sr')])
      assert.equal(read(each), 'not-a-name');
    assert.equal(read(fields('Junior', '', 'Seau')), 'JUNIOR//SEAU/');
    assert.equal(read(fields('John', '', 'Senior')), 'JOHN//SENIOR/');
  });

  it('takes several people or alternatives in one name for no name', () => {
    const several = [
      'Smith or Wendelmoot',
      'Smith and Wendelmoot',
      'Smith & Wendelmoot',
      'Smith/Wendelmoot',
      'Smith ; Wendelmoot',
    ];
    several.push(
      'Smith aka Wendelmoot',
      'Smith a/k/a Wendelmoot',
      'Smith A.K.A. Wendelmoot',
      'not Smith',
      'Smith, Wendelmoot',
    );
    several.push('Smith (Wendelmoot)', 'Smith｜Wendelmoot', 'Smith née Wendelmoot', 'or Wendelmoot');
    for (const surname of several) assert.equal(read(fields('Anna', '', surname)), 'not-a-name', surname);
    for (const given of ['Anna or Berta', 'Anna & Berta', 'Anna/Berta', 'not Anna', 'Anna, Berta', 'Anna and Berta'])
      assert.equal(read(fields(given, '', 'Smith')), 'not-a-name', given);
    for (const middle of ['or Berta', 'B/C', 'and Berta'])
      assert.equal(read(fields('Anna', middle, 'Smith')), 'not-a-name', middle);
    assert.equal(read(fields('Anna', 'N/A', 'Smith')), 'ANNA//SMITH/');
    assert.equal(read(fields('Ana', '', 'de la Cruz y García')), 'ANA//DELACRUZ GARCIA/');
    assert.equal(read(fields('Ana', '', 'García-Márquez')), 'ANA//GARCIA MARQUEZ/');
    assert.equal(read(fields('Or', '', 'Cohen')), 'OR//COHEN/');
    assert.equal(read(fields('Dana', '', 'Or')), 'DANA//OR/');
  });

  it('lets a question name three surnames at most, and three names in a field of given names', () => {
    const asked = (...each: Parameters<typeof fields>) => standardiseAskedName(fields(...each)).kind;
    assert.equal(asked('Anna', '', 'Garcia Lopez Wendelmoot Perez'), 'unnamed');
    assert.equal(asked('Anna Berta Clara Dora', '', 'Perez'), 'unnamed');
    assert.equal(asked('Anna', '', 'de la Garcia Lopez van der Perez Jr'), 'name');
    assert.equal(asked('Maria de los Angeles', 'Luisa', 'Perez'), 'name');
    assert.equal(standardiseName(fields('Anna', '', 'Garcia Lopez Wendelmoot Perez')).kind, 'name');
  });

  it('reads a name that is one text', () => {
    assert.equal(readText('SMITH, JOHN ALLEN JR'), 'JOHN/ALLEN/SMITH/JR');
    assert.equal(readText('Smith, Jr., John'), 'JOHN//SMITH/JR');
    assert.equal(readText('Dr. John A. Smith, Jr.'), 'JOHN/A/SMITH/JR');
    assert.equal(readText('Mary Ann Smith-Jones'), 'MARY/ANN/SMITH JONES/');
    assert.equal(readText('Vincent van der Berg'), 'VINCENT//VANDERBERG/');
    assert.equal(read(fields('John Smith', '', '')), 'JOHN//SMITH/');
  });

  it('knows people of one name, and FNU and LNU as the government writes them', () => {
    assert.equal(readText('Suharto'), '//SUHARTO/');
    assert.equal(read(fields('FNU', '', 'Singh')), '//SINGH/');
    assert.equal(read(fields('Singh', '', 'LNU')), '//SINGH/');
    assert.equal(readText('Mr Smith'), 'missing');
  });

  it('takes placeholders for no name, and names of real people for names', () => {
    for (const each of ['', '   ', '--', '123']) assert.ok(['missing', 'not-a-name'].includes(readText(each)), each);
    for (const each of [
      'UNKNOWN',
      'N/A',
      'n/a',
      'Test Test',
      'John Doe',
      'failed to provide',
      'XXXX',
      'Unknown Smith',
      'FNU LNU',
    ]) {
      assert.equal(readText(each), 'placeholder', each);
    }
    assert.equal(read(fields('Unknown', '', 'Smith')), 'placeholder');
    assert.equal(read(fields('Jennifer', '', 'Null')), 'JENNIFER//NULL/');
    assert.equal(read(fields('Li', '', 'Na')), 'LI//NA/');
  });

  it('refuses what is too long', () => {
    assert.equal(readText('A'.repeat(NAME_FIELD_LIMIT + 1)), 'too-long');
    assert.equal(readText('Ab '.repeat(40)), 'too-long');
  });

  it('keeps the other names on file as readings of their own', () => {
    const other = (other_names: string) => {
      const standard = standardiseName({ ...fields('Mary', 'L', 'Jones'), other_names });
      return standard.kind === 'name'
        ? standard.name.readings.slice(1).map((each) => `${each.given} ${each.surnames.join('+')}`)
        : [];
    };
    assert.deepEqual(other('Smith'), ['MARY SMITH']);
    assert.deepEqual(other('Smith; Brown'), ['MARY SMITH', 'MARY BROWN']);
    assert.deepEqual(other('Mary Smith'), ['MARY SMITH']);
    assert.deepEqual(other('Smith, Molly'), ['MOLLY SMITH']);
    assert.deepEqual(other('García Márquez'), ['GARCIA MARQUEZ', 'MARY GARCIA+MARQUEZ']);
    assert.deepEqual(other('Jones;;N/A'), []);
  });
});
