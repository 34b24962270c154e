/**
 * Names: four fields, or one text in any of them, to the readings that person forms are made of. Total, pure, idempotent.
 * What is decided where names leave room stands in docs/matching.md.
 */
import { givenKeys } from './given.ts';
import { nameWords } from './letters.ts';
import {
  type NameParts,
  type NameReading,
  partsOfFields,
  partsOfText,
  readingOf,
  surnameParts,
} from './name-reading.ts';
import { marksSeveral, tooManyNames, wordsSeveral } from './one-person.ts';
import { ABSENT_PARTS, PLACEHOLDER_ALONE, PLACEHOLDER_NAMES, PLACEHOLDER_PARTS } from './tables/name-words.ts';

/** Names the writing that person forms are made in. Any change of an outcome changes it, and with it every fingerprint. */
export const NAME_VERSION = '1';

/** Fields of at most 512 UTF-16 units; '' = absent. `other_names` stands in register rows only, names separated by ';'. */
export interface PersonText {
  given_name: string;
  middle_name: string;
  surname: string;
  name_suffix: string;
  birth_date: string;
  tax_identifier: string;
  other_names: string;
}

export interface StandardName {
  /** INVARIANT: at least one. The first is the name itself, the others are the other names on file. */
  readonly readings: readonly NameReading[];
}

export type UnnamedReason = 'missing' | 'placeholder' | 'too-long' | 'not-a-name';
export type StandardisedName =
  | { readonly kind: 'name'; readonly name: StandardName }
  | { readonly kind: 'unnamed'; readonly why: UnnamedReason };

/** Longest field, in UTF-16 units, and longest reading, in words. */
export const NAME_FIELD_LIMIT = 512;
const WORDS_LIMIT = 12;
/** LIMIT: other names on file beyond these are left out. */
const OTHER_NAMES_LIMIT = 4;

const LETTER = /[^0-9]/;

/** The standard writing of a person's name, or why there is none. Never throws. */
export function standardiseName(person: PersonText): StandardisedName {
  const { given_name, middle_name, surname, name_suffix, other_names } = person;
  const longest = Math.max(
    given_name.length,
    middle_name.length,
    surname.length,
    name_suffix.length,
    other_names.length,
  );
  if (longest > NAME_FIELD_LIMIT) return { kind: 'unnamed', why: 'too-long' };
  const parts = partsOfFields(given_name, middle_name, surname, name_suffix);
  const standard = settled(parts);
  if (typeof standard === 'string') return { kind: 'unnamed', why: standard };
  if (marksSeveral(person)) return { kind: 'unnamed', why: 'not-a-name' };
  if (other_names === '') return { kind: 'name', name: { readings: [standard] } };
  return { kind: 'name', name: { readings: distinctReadings([standard, ...otherReadings(other_names, standard)]) } };
}

/** The name of a question: `standardiseName`, and no more names than one person goes by. Other names are for the register. */
export function standardiseAskedName(person: Omit<PersonText, 'other_names'>): StandardisedName {
  const standard = standardiseName({ ...person, other_names: '' });
  if (standard.kind === 'unnamed') return standard;
  const several = standard.name.readings.some(({ surnames }) => tooManyNames(surnames, person));
  return several ? { kind: 'unnamed', why: 'not-a-name' } : standard;
}

/** Most rounds until a reading stands; each drops or joins a word, and a longer name is none. */
const ROUNDS = WORDS_LIMIT + 1;

/** The reading of parts that reads as itself (law 9), or why there is none. */
function settled(parts: NameParts): NameReading | UnnamedReason {
  let before = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const problem = unnamed(parts);
    if (problem !== null) return problem;
    const reading = readingOf(parts);
    if (typeof reading === 'string') return reading;
    if (![reading.given, ...reading.surnames].some((word) => LETTER.test(word))) return 'not-a-name';
    if (isPlain(parts, reading)) return reading;
    const now = JSON.stringify(reading);
    if (now === before) return reading;
    before = now;
    const { given_name, middle_name, surname, name_suffix } = readingText(reading);
    parts = partsOfFields(given_name, middle_name, surname, name_suffix);
  }
  return 'not-a-name';
}

/** Whether the parts are the reading already, so that another round would change nothing. */
function isPlain({ given, middle, surname, suffix }: NameParts, reading: NameReading): boolean {
  if (given.length !== 1 || given[0] !== reading.given || suffix.length > 0 || reading.suffix !== '') return false;
  if (surname.length !== reading.surnames.length || middle.length !== reading.middles.length) return false;
  return (
    surname.every((word, index) => word === reading.surnames[index]) &&
    middle.every((word, index) => word === reading.middles[index])
  );
}

/** A name written as one text, for labelled pairs. The fields that are no name are ''. */
export function personOfText(text: string): PersonText {
  return {
    given_name: '',
    middle_name: '',
    surname: text,
    name_suffix: '',
    birth_date: '',
    tax_identifier: '',
    other_names: '',
  };
}

/** The fields that a reading is the standard writing of: standardising them gives it back. */
export function readingText(reading: NameReading): PersonText {
  const absent = { birth_date: '', tax_identifier: '', other_names: '' };
  const given_name = reading.given === '' ? 'FNU' : reading.given;
  return {
    given_name,
    middle_name: reading.middles.join(' '),
    surname: reading.surnames.join(' '),
    name_suffix: reading.suffix,
    ...absent,
  };
}

function unnamed(parts: NameParts): UnnamedReason | null {
  const given = parts.given.join('');
  const surname = parts.surname.join('');
  if (given === '' && surname === '') return parts.middle.length === 0 ? 'missing' : null;
  if (parts.given.length + parts.middle.length + parts.surname.length + parts.suffix.length > WORDS_LIMIT)
    return 'too-long';
  if (PLACEHOLDER_PARTS.has(given) || PLACEHOLDER_PARTS.has(surname)) return 'placeholder';
  const whole = given + parts.middle.join('') + surname;
  if (PLACEHOLDER_PARTS.has(whole) || PLACEHOLDER_PARTS.has(parts.middle.join('') + surname)) return 'placeholder';
  const alone = (part: string) => part === '' || PLACEHOLDER_ALONE.has(part) || ABSENT_PARTS.has(part);
  if (alone(given) && alone(surname)) return 'placeholder';
  if (PLACEHOLDER_NAMES.has(`${given}|${surname}`)) return 'placeholder';
  return wordsSeveral(parts.given, parts.middle, parts.surname) ? 'not-a-name' : null;
}

/** Other names on file: `Surname`, `Given Surname` or `Surname, Given`; two bare words may be either two names or two surnames. */
function otherReadings(text: string, own: NameReading): NameReading[] {
  const readings: NameReading[] = [];
  for (const entry of text.split(';', OTHER_NAMES_LIMIT)) {
    const parts = partsOfText(entry);
    const reading = settled(parts);
    if (typeof reading === 'string') continue;
    const suffix = reading.suffix === '' ? own.suffix : reading.suffix;
    if (reading.given === '') readings.push({ ...own, surnames: reading.surnames, suffix });
    else readings.push({ ...reading, middles: reading.middles.length > 0 ? reading.middles : own.middles, suffix });
    const words = nameWords(entry);
    const doubled =
      reading.given !== '' &&
      reading.middles.length === 0 &&
      !entry.includes(',') &&
      !sameGiven(reading.given, own.given);
    if (doubled) readings.push({ ...own, surnames: surnameParts(words), suffix });
  }
  return readings;
}

const sameGiven = (one: string, other: string): boolean =>
  givenKeys(one).groups.some((group) => givenKeys(other).groups.includes(group));

function distinctReadings(readings: readonly NameReading[]): NameReading[] {
  return [...new Map(readings.map((reading) => [JSON.stringify(reading), reading])).values()];
}
