/**
 * Text that stands where an address is missing. The reported failure of exchanges of this kind was a ZIP code with filler
 * text passing as an address, so this errs towards refusing: a refusal is answered by writing the street.
 */
import type { Delivery } from './reading.ts';
import { CERTAIN_FILLERS, CERTAIN_PHRASES, LIKELY_FILLERS } from './tables/fillers.ts';
import { SUFFIXES } from './tables/suffixes.ts';

const PHRASES: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(
  CERTAIN_PHRASES.map((phrase) => phrase.split(' ')),
  (words) => words[0] ?? '',
);

const LONG_FILLERS: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  [...CERTAIN_FILLERS].filter((word) => word.length >= 7),
  (word) => word.charAt(0),
);

/** One letter more, less, other, or two neighbours swapped. */
function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

function certainWord(word: string): boolean {
  if (CERTAIN_FILLERS.has(word)) return true;
  if (word.length < 6) return false;
  return (LONG_FILLERS.get(word.charAt(0)) ?? []).some((filler) => oneEditApart(word, filler));
}

function phraseAt(words: readonly string[], at: number): boolean {
  const phrases = PHRASES.get(words[at] ?? '');
  return phrases?.some((phrase) => phrase.every((part, i) => words[at + i] === part)) ?? false;
}

/** U N K N O W N */
function spelledOut(words: readonly string[]): boolean {
  let run = '';
  for (const word of [...words, '--']) {
    if (word.length === 1) run += word;
    else {
      if (run.length >= 3 && CERTAIN_FILLERS.has(run)) return true;
      run = '';
    }
  }
  return false;
}

function oneLetterRepeated(word: string): boolean {
  return word.length >= 3 && /^([A-Z])\1+$/.test(word);
}

/** Is there, anywhere in the line, a word or phrase that no address has? */
export function certainFiller(words: readonly string[]): boolean {
  return words.some((word, at) => certainWord(word) || phraseAt(words, at)) || spelledOut(words);
}

function meansNothing(word: string): boolean {
  return (
    /^[\d/-]+$/.test(word) || word === '#' || LIKELY_FILLERS.has(word) || oneLetterRepeated(word) || certainWord(word)
  );
}

/** Does the line consist of filler alone? Asked of lines that are no street, to say why. */
export function likelyFiller(words: readonly string[]): boolean {
  return words.every(meansNothing);
}

/** No street is named so, whatever type follows. */
const NEVER_NAMES = new Set(['NONE', 'NULL', 'NIL', 'DITTO']);

/**
 * Is this number and name nothing but filler? A suffix makes a street of a likely filler (12 Same St, 1 Test Dr), but not of
 * a repeated letter or zeros; a number that is the ZIP needs a suffix too.
 */
export function fillerStreet({ number, name, suffix }: Delivery, zip: string): boolean {
  if (name.every((word) => /^0+(TH)?$/.test(word) || oneLetterRepeated(word))) return true;
  if (name.every((word) => NEVER_NAMES.has(word))) return true;
  if (suffix !== '') return false;
  return number === zip || name.every((word) => LIKELY_FILLERS.has(word));
}

const SURE_NAMES = new Set(['NA', 'NONE', 'SAME', 'NIL', 'DITTO', 'TEST']);

/** 1 NA Evanston: a number and filler before what may be a city, and no street type after it. */
export function fillerFirst(words: readonly string[]): boolean {
  return /^\d+$/.test(words[0] ?? '') && SURE_NAMES.has(words[1] ?? '') && !SUFFIXES.has(words[2] ?? '');
}

/** A field (city, state) that names nothing. */
export function fieldFiller(words: readonly string[]): boolean {
  return words.length > 0 && (words.every(meansNothing) || certainFiller(words));
}
