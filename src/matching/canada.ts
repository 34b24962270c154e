/** Addresses of Canada, through the same interface: provinces, postal codes, 204-123 Main St, French street types, C.P. boxes. */

import { BREAK, foldWords } from './characters.ts';
import { cityWords } from './locality.ts';
import { type Place, reading, segmentsOf, standard, textReadings } from './readings.ts';
import type { AddressText, Standardised } from './standard-address.ts';
import { FRENCH_TYPES, PROVINCE_LETTERS, PROVINCES } from './tables/canada.ts';
import { unitAt } from './units.ts';

const POSTAL_CODE = /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d$/;

/** Cuts a postal code from the end of words; '' if there is none. */
function cutPostalCode(words: string[]): string {
  for (const length of [1, 2]) {
    const code = words.slice(-length).join('');
    if (!POSTAL_CODE.test(code)) continue;
    words.length -= length;
    return code;
  }
  return '';
}

function dropBreaks(words: string[]): void {
  while (words.at(-1) === BREAK) words.pop();
}

function cutProvince(words: string[]): string {
  dropBreaks(words);
  for (let length = Math.min(4, words.length - 1); length >= 1; length--) {
    const province = PROVINCES.get(words.slice(-length).join(' '));
    if (province === undefined) continue;
    words.length -= length;
    dropBreaks(words);
    return province;
  }
  return '';
}

/** Is this text Canadian by its last words? */
export function endsInCanada(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return last === 'CANADA' || POSTAL_CODE.test(last) || POSTAL_CODE.test((words.at(-2) ?? '') + last);
}

/** A postal code of another province than the one written stands for nothing. */
function placeOf(state: string, code: string): Place {
  const agrees = state === '' || code === '' || PROVINCE_LETTERS.get(state)?.includes(code.charAt(0)) === true;
  return { country: 'CA', state, zip: agrees ? code : '' };
}

/** 204-123 Main St is unit 204; 123 R Principale is rue; C.P. 12 is a box. */
function canadianLine(words: readonly string[]): string[] {
  const unitFirst = /^(\d+[A-Z]?)-(\d+[A-Z]?)$/.exec(words[0] ?? '');
  const line =
    unitFirst === null ? [...words] : ['#', unitFirst[1] ?? '', BREAK, unitFirst[2] ?? '', ...words.slice(1)];
  const boxed = line.map((word, at) => (word === 'CP' && /^\d/.test(line[at + 1] ?? '') ? 'POBOX' : word));
  return boxed.map((word, at) => {
    const afterNumber = at > 0 && /^\d/.test(boxed[boxed[at - 1] === BREAK ? at - 2 : at - 1] ?? '');
    const named = /^[A-Z]{2,}$/.test(boxed[at + 1] ?? '');
    return afterNumber && named ? (FRENCH_TYPES.get(word) ?? word) : word;
  });
}

export function readCanadianText(text: string): Standardised {
  const words = foldWords(text);
  if (words.at(-1) === 'CANADA') words.pop();
  dropBreaks(words);
  const code = cutPostalCode(words);
  if (words.at(-1) === 'CANADA') words.pop();
  const place = placeOf(cutProvince(words), code);
  if (words.length === 0) return { kind: 'untyped', why: code === '' ? 'empty' : 'zip-only' };
  return standard(place, textReadings(canadianLine(words), place));
}

export function readCanadianParts(text: AddressText): Standardised {
  const city = cityWords(foldWords(text.city));
  const code = foldWords(text.postal_code).join('');
  const place = placeOf(PROVINCES.get(foldWords(text.state).join(' ')) ?? '', POSTAL_CODE.test(code) ? code : '');
  const unit = foldWords(text.unit);
  const marked =
    unit.length > 0 && unitAt(unit, 0) === null && unit[0] !== 'IN' && unit[0] !== 'AT' ? ['#', ...unit] : unit;
  const line = canadianLine(foldWords(text.delivery_line));
  return standard(place, [
    reading(segmentsOf([...line, ...(marked.length > 0 ? [BREAK, ...marked] : [])]), place, city, 'written'),
  ]);
}
