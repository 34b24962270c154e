/** City, state and ZIP of the United States: from fields, or cut from the end of a text. */
import { BREAK } from './characters.ts';
import { CITY_ALIASES, CITY_WORDS, LONE_CITIES } from './tables/cities.ts';
import { DOUBTFUL_CODES, STATE_OF_ZIP3, STATES, ZERO_ZIP_STATES } from './tables/states.ts';
import { NAME_ABBREVIATIONS } from './tables/suffixes.ts';

export interface Tail {
  /** What stands before state, ZIP and country. */
  readonly rest: string[];
  readonly state: string;
  readonly zip: string;
  /** The state's name when it may be the city's too (New York, Washington). */
  readonly cityToo: readonly string[];
}

const COUNTRY_WRITINGS = [
  'UNITED STATES OF AMERICA',
  'UNITED STATES',
  'USA',
  'U S A',
  'US',
  'U S',
  'ESTADOS UNIDOS',
  'EEUU',
];

/** Words before which five digits are no ZIP. */
const NOT_BEFORE_ZIP = new Set(['BOX', 'BX', '#', 'APT', 'UNIT', 'STE', 'SUITE', 'POB', 'POBOX', 'RM', 'LOCKBOX']);

export function isUnitedStates(words: readonly string[]): boolean {
  return COUNTRY_WRITINGS.includes(words.join(' '));
}

/** ZIP5 of a ZIP, ZIP+4 or nine digits; '' for a prefix not in use. */
export function zipOf(word: string): string {
  if (!/^\d{5}(-?\d{4})?$/.test(word)) return '';
  const zip = word.slice(0, 5);
  return STATE_OF_ZIP3.has(zip.slice(0, 3)) && zip !== '99999' ? zip : '';
}

export function zipState(zip: string): string {
  return STATE_OF_ZIP3.get(zip.slice(0, 3)) ?? '';
}

/** May this state stand beside this ZIP? The Pacific territories share a prefix; 201 serves Virginia and the capital. */
export function stateAgrees(state: string, zip: string): boolean {
  if (zip === '' || state === '') return true;
  const of = zipState(zip);
  if (of === 'GU') return state === 'GU' || state === 'MP' || state === 'PW' || state === 'FM' || state === 'MH';
  if (state === 'AS') return zip === '96799';
  return of === state || (state === 'DC' && zip.startsWith('201'));
}

function dropBreaks(words: string[]): void {
  while (words.at(-1) === BREAK) words.pop();
}

function endsWith(words: readonly string[], writing: string): boolean {
  const parts = writing.split(' ');
  return parts.every((part, i) => words[words.length - parts.length + i] === part);
}

function cutCountry(words: string[]): void {
  dropBreaks(words);
  const last = words.at(-1);
  if (
    last !== 'USA' &&
    last !== 'US' &&
    last !== 'STATES' &&
    last !== 'AMERICA' &&
    last !== 'A' &&
    last !== 'S' &&
    last !== 'EEUU' &&
    last !== 'UNIDOS'
  )
    return;
  for (const writing of COUNTRY_WRITINGS) {
    if (!endsWith(words, writing)) continue;
    const length = writing.split(' ').length;
    if (length >= words.length) return;
    words.length -= length;
    dropBreaks(words);
    return;
  }
}

function cutZip(words: string[]): string {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (/^\d{4}$/.test(last) && zipOf(before) !== '' && words.length > 2) {
    words.length -= 2;
    return zipOf(before);
  }
  const zip = zipOf(last);
  if (zip === '' || NOT_BEFORE_ZIP.has(before)) return '';
  words.pop();
  if (words.at(-1) === 'ZIP' || words.at(-1) === 'ZIPCODE') words.pop();
  return zip;
}

/** A ZIP that lost its leading zero, after the state. */
function cutShortZip(words: string[]): string {
  const last = words.at(-1) ?? '';
  if (!/^\d{4}$/.test(last)) return '';
  const before = words.at(-2) === BREAK ? words.at(-3) : words.at(-2);
  const state = STATES.get(before ?? '');
  if (state === undefined || !ZERO_ZIP_STATES.has(state) || zipState(`0${last}`) !== state) return '';
  words.pop();
  return `0${last}`;
}

function cutState(words: string[], zip: string): { state: string; cityToo: readonly string[] } {
  dropBreaks(words);
  for (let length = Math.min(4, words.length - 1); length >= 1; length--) {
    const parts = words.slice(words.length - length);
    if (parts.includes(BREAK)) continue;
    const state = STATES.get(parts.join(' '));
    if (state === undefined) continue;
    const apart = words[words.length - length - 1] === BREAK;
    const code = length === 1 && parts[0] === state;
    if (zip !== '' && !stateAgrees(state, zip) && (DOUBTFUL_CODES.has(parts.join(' ')) || !(apart || code))) continue;
    words.length -= length;
    dropBreaks(words);
    return { state, cityToo: state === 'NY' && parts[0] !== 'NY' && length === 2 ? ['NEW', 'YORK'] : [] };
  }
  return { state: '', cityToo: [] };
}

/** Cuts country, ZIP and state from the end of a text. */
export function cutTail(words: readonly string[]): Tail {
  const rest = [...words];
  cutCountry(rest);
  let zip = cutZip(rest) || cutShortZip(rest);
  cutCountry(rest);
  const { state, cityToo } = cutState(rest, zip);
  if (zip === '' && state !== '') {
    const beforeState = cutZip(rest);
    if (beforeState !== '') zip = beforeState;
  }
  dropBreaks(rest);
  return { rest, state, zip, cityToo };
}

/** City words in canonical writing; their forms join them, so De Kalb and DeKalb meet. */
export function cityWords(words: readonly string[]): string[] {
  const bare = words.filter((word) => word !== BREAK && word !== '/');
  if ((bare[0] === 'CITY' || bare[0] === 'TOWN' || bare[0] === 'VILLAGE') && bare[1] === 'OF' && bare.length > 2)
    bare.splice(0, 2);
  const long = bare.map((word) => CITY_WORDS.get(word) ?? NAME_ABBREVIATIONS.get(word) ?? word);
  return [...(CITY_ALIASES.get(long.join('')) ?? CITY_ALIASES.get(bare.join('')) ?? long)];
}

/** The state that a city implies when none is written; '' for most. */
export function stateOfCity(city: readonly string[]): string {
  return LONE_CITIES.get(city.join('')) ?? '';
}
