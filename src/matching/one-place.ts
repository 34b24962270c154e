/**
 * Does an address of the United States name one place? Two ZIPs, two states, two cities or a mark that stands for any
 * digit would make one question several.
 */
import { BREAK, foldWords } from './characters.ts';
import { cutTail, zipOf } from './locality.ts';
import { certainFiller } from './placeholder.ts';
import type { UntypedReason } from './reading.ts';
import type { AddressText } from './standard-address.ts';
import { DOUBTFUL_CODES, STATES, ZERO_ZIP_STATES } from './tables/states.ts';

/** Marks for "any" or "about"; in ASCII and full width. */
const STRAY_MARKS = /[*?~^<>=＊？～]/;
const CITY_FILLERS = new Set('N A NA NONE NULL NIL SAME TEST BLANK EMPTY MISSING X XX'.split(' '));
const NOT_BEFORE_ZIP = new Set(['BOX', 'BX', 'POBOX', '#', 'APT', 'UNIT', 'STE', 'SUITE', 'POB', 'RM', 'LOCKBOX']);
/** Cities with a word that otherwise parts two. */
const JOINED_CITIES = ['TRUTHORCONSEQUENCES', 'KINGANDQUEEN'];

/** The one state that the words name, in one writing or several; '' for none or two. */
export function oneState(words: readonly string[]): string {
  const whole = STATES.get(words.join(' ')) ?? STATES.get(words.join(''));
  if (whole !== undefined) return whole;
  const states = new Set(words.map((word) => STATES.get(word) ?? ''));
  const [state = ''] = states;
  return states.size === 1 ? state : '';
}

/** One ZIP in use, with or without its four more digits, or one that lost its first zero beside its state. */
function zipReads(words: readonly string[], state: string): boolean {
  const [first = '', second = '', third] = words;
  if (third !== undefined || (second !== '' && !/^\d{4}$/.test(second))) return false;
  if (/^\d{4}$/.test(first)) return second === '' && ZERO_ZIP_STATES.has(state) && zipOf(`0${first}`) !== '';
  return zipOf(first) !== '';
}

const alternative = (words: readonly string[], parting: readonly string[]): boolean =>
  words.some((word) => parting.includes(word)) && !JOINED_CITIES.some((city) => words.join('').includes(city));

function cityDoubt(text: AddressText): UntypedReason | null {
  const words = foldWords(text.city);
  if (words.length === 0) return null;
  if (certainFiller(words) || words.every((word) => CITY_FILLERS.has(word))) return 'no-locality';
  const zip = foldWords(text.postal_code)[0]?.slice(0, 5) ?? '';
  const { rest, state, zip: written } = cutTail(words);
  if (written !== '' && zip !== '' && written !== zip) return 'two-addresses';
  const named = oneState(foldWords(text.state));
  if (state !== '' && words.includes(BREAK) && named !== '' && state !== named) return 'two-addresses';
  return rest.includes(BREAK) || alternative(rest, ['/', 'OR', 'AND', 'NOT']) ? 'two-addresses' : null;
}

function partsDoubt(text: AddressText): UntypedReason | null {
  const stateWords = foldWords(text.state);
  const state = oneState(stateWords);
  if (stateWords.length > 0 && state === '') return 'no-locality';
  if (/\d/.test(text.postal_code) && !zipReads(foldWords(text.postal_code), state)) return 'no-locality';
  return cityDoubt(text);
}

function textDoubt(text: string): UntypedReason | null {
  const words = foldWords(text);
  const { rest, state, zip } = cutTail(words);
  const last = rest.at(-1) ?? '';
  if (rest.length > 2 && /^\d{5}(-\d{4})?(\/\d{5})?$/.test(last) && !NOT_BEFORE_ZIP.has(rest.at(-2) ?? '')) {
    if (last.includes('/') || zip !== '') return 'two-addresses';
    if (state === '' && zipOf(last) === '') return 'no-locality';
  }
  // WHY: Logansport IL IN 46970; the codes that are street words or part of a city's name say nothing here.
  const secondState = STATES.get(last) === last && last !== state && !DOUBTFUL_CODES.has(last) && last !== 'CO';
  if (secondState && state !== '' && zip !== '' && words.at(-2) === state) return 'two-addresses';
  if (last === '/' || alternative(rest.slice(2), ['OR'])) return 'two-addresses';
  return null;
}

/** Why the fields or the one text name no single place, as far as can be told before they are read; null otherwise. */
export function placeDoubt(text: AddressText): UntypedReason | null {
  const fields = [text.address, text.delivery_line, text.unit, text.city, text.state, text.postal_code];
  if (fields.some((field) => STRAY_MARKS.test(field))) return 'placeholder';
  if (text.address.trim() !== '') return textDoubt(text.address);
  const bare = text.city.trim() === '' && text.state.trim() === '' && text.postal_code.trim() === '';
  return bare ? textDoubt(text.delivery_line) : partsDoubt(text);
}
