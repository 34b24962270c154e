/**
 * Text to words: the one place that knows letters, punctuation and spacing.
 * The repertoire is pinned here, so that no table of the JavaScript engine can change an outcome (no normalize(), no
 * toUpperCase() on anything but ASCII, no locale).
 */
import { LATIN_FOLDS } from './tables/latin.ts';

/** The item that separates parts of an address among the words. */
export const BREAK = ',';

const MARKS: Readonly<Record<string, string>> = {
  ',': ' , ',
  ';': ' , ',
  '|': ' , ',
  '\n': ' , ',
  '\r': ' , ',
  '(': ' , ',
  ')': ' , ',
  '[': ' , ',
  ']': ' , ',
  '#': ' # ',
  '\u2116': ' # ',
  '&': ' AND ',
  '+': ' AND ',
  '@': ' AT ',
  '\u00bd': ' 1/2 ',
  '\u00bc': ' 1/4 ',
  '\u00be': ' 3/4 ',
  '\u2153': ' 1/3 ',
  '\u2154': ' 2/3 ',
  '\u215b': ' 1/8 ',
  "'": '',
  '\u2019': '',
  '\u2018': '',
  '\u02bc': '',
  '`': '',
  '\u00b4': '',
  '\u00ba': '',
  '\u00aa': '',
  '\u00ad': '',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\u2060': '',
  '\ufeff': '',
};

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 160 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x3000
  );
}

function isDash(code: number): boolean {
  return code === 45 || code === 0x2212 || (code >= 0x2010 && code <= 0x2015) || code === 0xff0d;
}

function wordish(code: number): boolean {
  return isDigit(code) || isAsciiLetter(code) || code >= 0xc0;
}

/** Is the run of letters that ends (or begins) beside `at` one letter long? */
function loneLetter(text: string, at: number, step: -1 | 1): boolean {
  const first = text.charCodeAt(at + step);
  if (!isAsciiLetter(first)) return false;
  const next = text.charCodeAt(at + 2 * step);
  return Number.isNaN(next) || !wordish(next);
}

/** A full stop joins initials (P.O., N.W.) and parts everything else (S.Dearborn, St.Louis). */
function stop(text: string, at: number): string {
  return loneLetter(text, at, -1) && loneLetter(text, at, 1) ? '' : ' ';
}

/** A stroke stays between digits (1/2) and between two initials (C/O, N/A); C/ alone is the Spanish calle. */
function stroke(text: string, at: number): string {
  if (isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1))) return '/';
  if (isSpace(text.charCodeAt(at - 1)) && isSpace(text.charCodeAt(at + 1))) return ' , ';
  if (!loneLetter(text, at, -1)) return ' / ';
  if (loneLetter(text, at, 1)) return '/';
  return (text.charCodeAt(at - 1) & ~32) === 67 ? '/ ' : ' ';
}

function neighbour(text: string, at: number, step: -1 | 1): number {
  let i = at + step;
  while (i >= 0 && i < text.length && isSpace(text.charCodeAt(i))) i += step;
  return i;
}

/** A dash joins digits (60201-5023, 79-26) and a digit to its letter (9820-B), parts letters (US-949, Wilkes-Barre), and breaks when spaced. */
function dash(text: string, at: number): string {
  const before = neighbour(text, at, -1);
  const after = neighbour(text, at, 1);
  if (isDigit(text.charCodeAt(before)) && isDigit(text.charCodeAt(after))) return '-';
  if (before === at - 1 && isDigit(text.charCodeAt(before)) && loneLetter(text, at, 1)) return '';
  return before < at - 1 && after > at + 1 ? ' , ' : ' ';
}

function foldOther(char: string, code: number): string {
  if (code >= 0x300 && code <= 0x36f) return '';
  if (code >= 0xff01 && code <= 0xff5e) return foldText(String.fromCharCode(code - 0xfee0));
  if (code >= 0x3b1 && code <= 0x3c9 && code !== 0x3c2) return String.fromCharCode(code - 32);
  if (code >= 0x430 && code <= 0x44f) return String.fromCharCode(code - 32);
  if (code >= 0x450 && code <= 0x45f) return String.fromCharCode(code - 80);
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f)) return ' ';
  return LATIN_FOLDS.get(char) ?? char;
}

function foldChar(text: string, at: number, code: number): string {
  if (code === 46) return stop(text, at);
  if (isDash(code)) return dash(text, at);
  if (code === 47) return stroke(text, at);
  const char = text.charAt(at);
  return MARKS[char] ?? (code < 128 ? ' ' : foldOther(char, code));
}

/** Upper case, without diacritics; words and BREAKs parted by spaces. Total. */
export function foldText(text: string): string {
  let out = '';
  let joining = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (joining && isSpace(code)) continue;
    joining = false;
    if (code >= 97 && code <= 122) out += String.fromCharCode(code - 32);
    else if ((code >= 65 && code <= 90) || isDigit(code)) out += text.charAt(i);
    else if (isSpace(code)) out += ' ';
    else {
      const folded = foldChar(text, i, code);
      if (folded === '-') {
        out = out.trimEnd();
        joining = true;
      }
      out += folded;
    }
  }
  return out;
}

/** The words of a text, with a BREAK where a comma, line end, bracket or spaced dash parted them; never at an end. */
export function foldWords(text: string): string[] {
  const words: string[] = [];
  for (const word of foldText(text).split(' ')) {
    if (word === '' || word === '-' || (word === BREAK && (words.length === 0 || words[words.length - 1] === BREAK)))
      continue;
    words.push(word);
  }
  if (words[words.length - 1] === BREAK) words.pop();
  return words;
}
