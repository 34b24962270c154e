/** House numbers: 817A, 1861 1/2, 110-114, 79-26 in Queens, W152N9335, One. */
import { direction } from './directions.ts';
import { isStrongSuffix } from './street.ts';
import { CARDINAL_WORDS } from './tables/numbers.ts';
import { SUFFIXES } from './tables/suffixes.ts';

export interface HouseNumber {
  /** '' where the line does not begin with one. */
  readonly number: string;
  readonly length: number;
}

const NONE: HouseNumber = { number: '', length: 0 };
const PLAIN = /^\d+(-\d+)*[A-Z]?$/;
const SLASHED = /^\d{2,}\/\d{2,}$/;
const GRID_WORD = /^[NSEW]\d+[A-Z]?$/;
const GRID = /^[NSEW]\d+[NSEW]\d+[A-Z]?$/;

function grid(words: readonly string[]): HouseNumber {
  const [first = '', second = '', third = '', fourth = ''] = words;
  if (GRID.test(first)) return { number: first, length: 1 };
  if (/^[NSEW]\d+$/.test(first) && GRID_WORD.test(second)) return { number: first + second, length: 2 };
  const spaced = /^[NSEW]$/.test(first) && /^\d+$/.test(second) && /^[NSEW]$/.test(third) && /^\d+[A-Z]?$/.test(fourth);
  if (spaced && words.length > 4) return { number: first + second + third + fourth, length: 4 };
  if (/^[NSEW]\d{2,}$/.test(first)) return { number: first, length: 1 };
  if (/^[A-Z]\d{2,5}$/.test(first) && words.length > 2 && !/^\d/.test(second)) return { number: first, length: 1 };
  return NONE;
}

/** Is the single letter at `at` part of the number (817 A Noyes) and not the street (100 A St)? */
function letterOfNumber(words: readonly string[], at: number): boolean {
  const letter = words[at] ?? '';
  if (!/^[A-Z]$/.test(letter) || direction(letter) !== '' || at + 1 >= words.length) return false;
  if (letter === 'I' && /^\d/.test(words[at + 1] ?? '')) return false;
  if (!isStrongSuffix(words[at + 1])) return true;
  return words.slice(at + 2).some((word) => SUFFIXES.has(word));
}

function tidy(number: string, where: 'queens' | 'elsewhere'): string {
  return where === 'queens' && /^\d+-\d{2}[A-Z]?$/.test(number) ? number.replace('-', '') : number;
}

/** 48S 400E, as written in Utah, is 48 S 400 E. */
export function unglue(words: readonly string[]): readonly string[] {
  const [first, second] = [/^(\d+)([NSEW])$/.exec(words[0] ?? ''), /^(\d+)([NSEW])$/.exec(words[1] ?? '')];
  if (first === null || second === null) return words;
  return [first[1] ?? '', first[2] ?? '', second[1] ?? '', second[2] ?? '', ...words.slice(2)];
}

/** The number that begins words. `where` says whether the place writes its numbers with a hyphen as in Queens. */
export function houseNumber(words: readonly string[], where: 'queens' | 'elsewhere'): HouseNumber {
  const first = words[0] ?? '';
  const cardinal = words.length > 2 ? CARDINAL_WORDS.get(first) : undefined;
  if (!PLAIN.test(first) && !SLASHED.test(first) && cardinal === undefined) return grid(words);
  let number = cardinal ?? first;
  let length = 1;
  if (
    where === 'queens' &&
    /^\d{2,3}$/.test(first) &&
    /^\d{2}$/.test(words[1] ?? '') &&
    !SUFFIXES.has(words[2] ?? '')
  ) {
    number += `-${words[1] ?? ''}`;
    length = 2;
  }
  if (/^\d$|\d$/.test(number) && letterOfNumber(words, length)) {
    number += words[length] ?? '';
    length++;
  }
  number = tidy(number, where);
  if (/^\d\/\d$/.test(words[length] ?? '')) {
    number += ` ${words[length] ?? ''}`;
    length++;
  }
  return { number, length };
}
