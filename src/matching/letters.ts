/**
 * The letters that names are compared in. A name's text becomes words of A-Z, 0-9 and letters of caseless scripts.
 * Case, diacritics, apostrophes and invisible characters change nothing; every other character parts two words.
 */
import { LETTER_FOLDS } from './tables/letter-folds.ts';

/** The pinned repertoire of letters kept as they are: caseless scripts, by code point, both ends included. */
const LITERAL_RANGES: readonly (readonly [number, number])[] = [
  [0x05d0, 0x05ea], // Hebrew
  [0x0620, 0x063f], // Arabic
  [0x0641, 0x064a],
  [0x0671, 0x06d3],
  [0x0904, 0x0939], // Devanagari letters
  [0x0985, 0x09b9], // Bengali letters
  [0x0e01, 0x0e30], // Thai consonants and vowels
  [0x1200, 0x135a], // Ethiopic
  [0x3041, 0x3096], // Hiragana
  [0x30a1, 0x30fa], // Katakana
  [0x3400, 0x4dbf], // Han
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3], // Hangul syllables
];

const isLiteral = (point: number): boolean => LITERAL_RANGES.some(([from, to]) => point >= from && point <= to);

/** Apostrophes in their many writings, combining marks and invisible characters: they vanish and part nothing. */
function vanishes(point: number): boolean {
  if (point >= 0x300 && point <= 0x36f) return true;
  if (point === 0x27 || point === 0x60 || point === 0xb4 || point === 0xad || point === 0xfeff) return true;
  if (point >= 0x2b9 && point <= 0x2cf) return true;
  return (
    (point >= 0x2018 && point <= 0x201b) ||
    point === 0x2032 ||
    point === 0xff07 ||
    (point >= 0x200b && point <= 0x200f) ||
    point === 0x2060
  );
}

/** One character in folded letters; '' vanishes, ' ' parts. */
function foldPoint(point: number, character: string): string {
  if (point < 0x80) return vanishes(point) ? '' : ' ';
  const folded = LETTER_FOLDS.get(character);
  if (folded !== undefined) return folded;
  if (vanishes(point)) return '';
  return isLiteral(point) ? character : ' ';
}

const PLAIN = /^[A-Z]*$/;

/** The words of one name field, folded. Total; linear in the text. */
export function nameWords(text: string): string[] {
  const upper = text.toUpperCase();
  if (PLAIN.test(upper)) return upper === '' ? [] : [upper];
  let folded = '';
  // WHY: NFC composes what other systems decompose, so that one letter is looked up as one; it is stable across Unicode versions.
  for (const character of upper.normalize('NFC')) {
    const point = character.codePointAt(0) ?? 0;
    const letter = (point >= 0x41 && point <= 0x5a) || (point >= 0x30 && point <= 0x39);
    folded += letter ? character : foldPoint(point, character);
  }
  return folded.split(' ').filter((word) => word !== '');
}
