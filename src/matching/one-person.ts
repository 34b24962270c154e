/**
 * Does a name name one person? Marks and words that put an alternative beside a name would make one question two.
 * Other names of a person on file belong to `other_names`.
 */

import { nameWords } from './letters.ts';
import { surnameParts } from './name-reading.ts';
import { ABSENT_MIDDLES, POSTNOMINALS, SEVERAL_WORDS, SUFFIXES } from './tables/name-words.ts';

/** ASCII, full-width and mathematical writings of slash, ampersand, semicolon, plus, bar, backslash and equals. */
const SEVERAL_MARKS = /[/&;+|\\=⁄∕／＆；＋｜＼＝]/;
const COMMAS = /[,，、]/;
const BRACKETS = /[([{（［｛]/;

/** Most surnames, and most words of one field of given names, that a question may name. */
const MOST_NAMES = 3;

export interface NameFields {
  readonly given_name: string;
  readonly middle_name: string;
  readonly surname: string;
}

const isEnding = (word: string): boolean =>
  SUFFIXES.has(word) ||
  POSTNOMINALS.has(word) ||
  word === 'MD' ||
  word === 'THE' ||
  word === 'ELDER' ||
  word === 'YOUNGER';

/** Is there, after a comma of a field that is no whole name, anything but a suffix? */
function listed(text: string): boolean {
  const [, ...rest] = text.split(COMMAS);
  return rest.some((part) => !nameWords(part).every(isEnding));
}

/** SMITH (JONES); brackets around the whole field, or with a suffix in them, say nothing. */
function bracketed(text: string): boolean {
  const [before = '', ...rest] = text.split(BRACKETS);
  return nameWords(before).length > 0 && rest.some((part) => !nameWords(part).every(isEnding));
}

/** Do the fields, as written, hold marks that part several names? One field alone is a whole name: `Surname, Given`. */
export function marksSeveral({ given_name, middle_name, surname }: NameFields): boolean {
  const middle = ABSENT_MIDDLES.has(nameWords(middle_name).join('')) ? '' : middle_name;
  if ([given_name, middle, surname].some((text) => SEVERAL_MARKS.test(text))) return true;
  if (bracketed(surname)) return true;
  const whole = middle_name.trim() === '' && (given_name.trim() === '' || surname.trim() === '');
  return !whole && [given_name, middle, surname].some(listed);
}

/** A.K.A. in three words. */
function spelledAlias(words: readonly string[]): boolean {
  return words.some(
    (word, at) => (word === 'A' || word === 'F' || word === 'N') && words[at + 1] === 'K' && words[at + 2] === 'A',
  );
}

/** Do the words of the parts hold one that parts several names? Alone in its field, or OR as the first given name, it is a name. */
export function wordsSeveral(given: readonly string[], middle: readonly string[], surname: readonly string[]): boolean {
  const several = (word: string) => SEVERAL_WORDS.has(word);
  const first = given.filter((word, at) => at > 0 || word !== 'OR');
  if (given.length > 1 && first.some(several)) return true;
  if (surname.length > 1 && surname.some(several)) return true;
  return middle.some(several) || [given, middle, surname].some(spelledAlias);
}

/** More names in one field than a question may bring: LOPEZ PEREZ GARCIA SMITH tries four. Particles and suffixes do not count. */
export function tooManyNames(surnames: readonly string[], fields: NameFields): boolean {
  if (surnames.length > MOST_NAMES) return true;
  return [fields.given_name, fields.middle_name].some((text) => surnameParts(nameWords(text)).length > MOST_NAMES);
}
