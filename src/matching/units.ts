/** Secondary units: found anywhere in a street line, in canonical writing, in one order. */
import { direction } from './directions.ts';
import { HIGHWAYS } from './tables/highways.ts';
import { CARDINAL_WORDS, ORDINALS } from './tables/numbers.ts';
import { SUFFIXES } from './tables/suffixes.ts';
import { FIRM_DESIGNATORS, LONE_DESIGNATORS, LOOSE_DESIGNATORS } from './tables/units.ts';

export interface Units {
  readonly units: string[];
  readonly rest: string[];
}

function hasDigit(word: string): boolean {
  return /\d/.test(word);
}

/** A word that by itself looks like the number of a unit: it has a digit, or is one letter. */
export function unitLike(word: string | undefined): boolean {
  return word !== undefined && (hasDigit(word) ? !/^\d+(ST|ND|RD|TH)$/.test(word) : /^[A-Z]$/.test(word));
}

function floorNumber(word: string): string {
  const ordinal = /^(\d+)(ST|ND|RD|TH)$/.exec(word);
  if (ordinal !== null) return ordinal[1] ?? '';
  const named = ORDINALS.get(word);
  return named === undefined ? '' : String(named);
}

/** Identifier in one writing: 6-D, 6 D and 6D are one; numbers by word are digits. */
function identifier(parts: readonly string[]): string {
  return parts.map((part) => CARDINAL_WORDS.get(part) ?? (parts.length > 1 ? direction(part) || part : part)).join('');
}

/** How many words from `at` on make one identifier: M 9, 6 D, 2 EAST at the end. */
function identifierLength(words: readonly string[], at: number): number {
  const first = words[at];
  const second = words[at + 1];
  if (first === undefined) return 0;
  if (second === undefined || first.length > 5) return 1;
  const turned = direction(second) !== '';
  if (turned) return hasDigit(first) && second !== 'NO' && second !== 'SO' && at + 2 === words.length ? 2 : 1;
  const mixed = /^\d+$/.test(first) ? /^[A-Z]$/.test(second) : /^[A-Z]$/.test(first) && /^\d+[A-Z]?$/.test(second);
  return mixed ? 2 : 1;
}

interface Found {
  readonly unit: string;
  readonly length: number;
}

function floorAt(words: readonly string[], at: number): Found | null {
  const number = floorNumber(words[at] ?? '');
  const next = words[at + 1];
  if (number === '' || (next !== 'FL' && next !== 'FLR' && next !== 'FLOOR')) return null;
  return { unit: `FL ${number}`, length: 2 };
}

/** `#` may follow a designator or stand before one; NO and NUMBER too. */
function skipMarks(words: readonly string[], at: number): number {
  let i = at;
  while (
    words[i] === '#' ||
    ((words[i] === 'NO' || words[i] === 'NUMBER' || words[i] === 'NUM') && unitLike(words[i + 1]))
  )
    i++;
  return i;
}

function firmAt(words: readonly string[], at: number): Found | null {
  const designator = FIRM_DESIGNATORS.get(words[at] ?? '');
  if (designator === undefined) return null;
  const start = skipMarks(words, at + 1);
  const next = words[start];
  if (next === undefined) return { unit: '', length: start - at };
  const lone = designator === '#' ? LONE_DESIGNATORS.get(next) : undefined;
  if (lone !== undefined && words[start + 1] === undefined) return { unit: lone, length: start - at + 1 };
  if (FIRM_DESIGNATORS.has(next) || LOOSE_DESIGNATORS.has(next)) return { unit: '', length: start - at };
  const length = identifierLength(words, start);
  return { unit: `${designator} ${identifier(words.slice(start, start + length))}`, length: start - at + length };
}

function looseAt(words: readonly string[], at: number): Found | null {
  const designator = LOOSE_DESIGNATORS.get(words[at] ?? '');
  if (designator === undefined) return null;
  const start = skipMarks(words, at + 1);
  const next = words[start];
  if (next === undefined && designator === 'BLDG' && SUFFIXES.has(words[at - 1] ?? ''))
    return { unit: '', length: start - at };
  if (designator === 'FL' && next !== undefined && floorNumber(next) !== '')
    return { unit: `FL ${floorNumber(next)}`, length: start - at + 1 };
  if (!unitLike(next) && !(next !== undefined && CARDINAL_WORDS.has(next) && start + 1 === words.length)) return null;
  if (designator === '#' && /^NO|^NUM/.test(words[at] ?? '') && !hasDigit(next ?? '')) return null;
  const length = identifierLength(words, start);
  const after = words[start + length];
  if (after !== undefined && SUFFIXES.has(after) && start + length + 1 >= words.length) return null;
  return { unit: `${designator} ${identifier(words.slice(start, start + length))}`, length: start - at + length };
}

function loneAt(words: readonly string[], at: number): Found | null {
  const designator = LONE_DESIGNATORS.get(words[at] ?? '');
  if (designator === undefined) return null;
  const before = words[at - 1];
  if (before !== undefined && !SUFFIXES.has(before) && direction(before) === '' && !hasDigit(before)) return null;
  const rest = words.slice(at + 1);
  const ends = rest.every(
    (word) => LONE_DESIGNATORS.has(word) || word === 'UNIT' || word === 'APT' || word === 'FLOOR' || word === 'LEVEL',
  );
  return ends ? { unit: designator, length: 1 } : null;
}

/** Route # 7, State Highway No 70: the number is the road's. */
function numberOfRoad(words: readonly string[], at: number): boolean {
  if (words[at] !== '#' && words[at] !== 'NO' && words[at] !== 'NUMBER') return false;
  return [0, 1, 2].some((from) => from < at && HIGHWAYS.has(words.slice(from, at).join(' ')));
}

/** The unit that begins at `at`, if one does. */
export function unitAt(words: readonly string[], at: number): Found | null {
  if (numberOfRoad(words, at)) return null;
  return floorAt(words, at) ?? firmAt(words, at) ?? looseAt(words, at) ?? loneAt(words, at);
}

/** Takes the units out of words[from..]; words before `from` are never units. */
export function takeUnits(words: readonly string[], from: number): Units {
  const units: string[] = [];
  const rest = words.slice(0, from);
  let at = from;
  while (at < words.length) {
    const found = unitAt(words, at);
    if (found === null) rest.push(words[at++] ?? '');
    else {
      if (found.unit !== '') units.push(found.unit);
      at += found.length;
    }
  }
  return { units, rest };
}

/** INVARIANT: units in code unit order, each once, so that the order of writing does not count. */
export function orderUnits(units: readonly string[]): string[] {
  return [...new Set(units)].sort((a, b) => (a < b ? -1 : 1));
}
