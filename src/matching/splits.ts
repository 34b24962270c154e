/** Where the city may begin in a text without a comma before it. */
import { direction } from './directions.ts';
import type { Reading } from './reading.ts';
import { isStrongSuffix } from './street.ts';
import { SUFFIXES } from './tables/suffixes.ts';
import { unitAt } from './units.ts';

/** LIMIT: three borders are tried; each costs a question two forms. */
const BORDERS = 3;
const LONGEST_CITY = 5;

const NOT_FIRST = new Set(['OF', 'THE', 'AND', 'AT', 'IN', '#', '/', 'NO', 'JR', 'SR', 'BOX', 'POBOX']);

/** Could these words name a city? No digits, no unit, no lone street type or directional. */
export function cityLike(words: readonly string[]): boolean {
  if (words.length === 0 || words.length > LONGEST_CITY || NOT_FIRST.has(words[0] ?? '')) return false;
  if (words.some((word) => /[\d#/]/.test(word) || word === 'POBOX' || word === 'BOX')) return false;
  if (words.every((word) => direction(word) !== '')) return false;
  if (words.length <= 2 && isStrongSuffix(words[0]) && (words.length === 1 || direction(words[1]) !== '') && words[0] !== 'LOOP') return false;
  return unitAt(words, 0) === null || words[0] === 'UPPER' || words[0] === 'LOWER' || words[0] === 'STE';
}

/** The first index from which no word has a digit or belongs to a unit. */
function zone(words: readonly string[]): { from: number; firm: boolean } {
  let from = 0;
  let firm = false;
  for (let at = 1; at < words.length; at++) {
    const found = at < 2 ? null : unitAt(words, at);
    if (found !== null && found.unit !== '' && words[at] !== 'STE' && at + found.length <= words.length) {
      at += found.length - 1;
      from = at + 1;
      firm = true;
    } else if (/\d/.test(words[at] ?? '')) {
      from = at + 1;
      firm = words[at - 1] === 'BOX' || words[at - 1] === 'POBOX' || words[at - 1] === 'B' || words[at - 1] === '#';
    }
  }
  return { from: Math.max(from, 2), firm };
}

export interface Border {
  readonly at: number;
  readonly border: Reading['border'];
}

function candidates(words: readonly string[], from: number): number[] {
  const found: number[] = [];
  const add = (at: number) => {
    if (at >= from && at < words.length && !found.includes(at) && cityLike(words.slice(at))) found.push(at);
  };
  for (let at = words.length - 2; at >= 1; at--) {
    if (!isStrongSuffix(words[at])) continue;
    if (direction(words[at + 1]) !== '') {
      add(at + 2);
      add(at + 1);
    } else add(at + 1);
  }
  if (/\d/.test(words[from - 1] ?? '')) {
    add(direction(words[from]) === '' ? from : from + 1);
    add(from);
  }
  for (let at = words.length - 2; at >= 1; at--) {
    if (SUFFIXES.has(words[at] ?? '') && !isStrongSuffix(words[at])) add(at + 1);
  }
  for (let size = 1; size <= 3; size++) add(words.length - size);
  return found;
}

/** Likely borders, likeliest first. A border right after a unit or box number is as good as a comma, unless a directional follows. */
export function cityBorders(words: readonly string[]): Border[] {
  const { from, firm } = zone(words);
  if (firm && cityLike(words.slice(from))) {
    return [{ at: from, border: direction(words[from]) === '' ? 'written' : 'guessed' }];
  }
  return candidates(words, from).slice(0, BORDERS).map((at) => ({ at, border: 'guessed' }));
}
