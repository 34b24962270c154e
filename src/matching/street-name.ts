/** Street names in canonical writing. */
import { DIRECTION_WORDS, DIRECTIONALS } from './tables/directionals.ts';
import { NAME_ALIASES, NAME_WORDS } from './tables/names.ts';
import { CARDINAL_WORDS, ORDINALS, TENS_WORDS } from './tables/numbers.ts';
import { NAME_ABBREVIATIONS } from './tables/suffixes.ts';

const ORDINAL = /^(\d+)(ST|ND|RD|TH)$/;

function ordinal(number: string | number): string {
  return `${number}TH`;
}

/** TWENTY FIRST is one word; 42 ND too. */
function joinOrdinals(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const next = words[i + 1] ?? '';
    const compound = TENS_WORDS.has(word) ? ORDINALS.get(word + next) : undefined;
    if (compound !== undefined) out.push(ordinal(compound));
    else if (/^\d+$/.test(word) && (next === 'TH' || next === 'ND' || next === 'RD')) out.push(ordinal(word));
    else {
      out.push(word);
      continue;
    }
    i++;
  }
  return out;
}

/** ST before a name is SAINT, after an ordinal STREET; DR before a name is DOCTOR, after it DRIVE. */
function saintOrStreet(word: string, at: number, words: readonly string[]): string {
  if (word === 'DR') return at < words.length - 1 ? 'DOCTOR' : 'DRIVE';
  const before = words[at - 1] ?? '';
  return at < words.length - 1 && !ORDINAL.test(before) ? 'SAINT' : 'STREET';
}

function nameWord(word: string, at: number, words: readonly string[]): string {
  if (word === 'ST' || word === 'DR') return words.length === 1 ? word : saintOrStreet(word, at, words);
  const number = ORDINAL.exec(word);
  if (number !== null) return ordinal(number[1] ?? '');
  const named = ORDINALS.get(word);
  if (named !== undefined) return ordinal(named);
  if (words.length > 1) {
    const turned = at > 0 || word.length === 2 ? DIRECTION_WORDS.get(word) : undefined;
    if (turned !== undefined) return turned;
    const cardinal = CARDINAL_WORDS.get(word);
    if (cardinal !== undefined) return cardinal;
  }
  if (word.length === 2 && DIRECTION_WORDS.has(word)) return DIRECTION_WORDS.get(word) ?? word;
  return NAME_WORDS.get(word) ?? NAME_ABBREVIATIONS.get(word) ?? word;
}

/**
 * Canonical words of a street name. A bare number is an ordinal (49 Street, 49th Street).
 * Words are kept apart; forms join them, so that Lake Shore and Lakeshore meet.
 */
export function nameWords(words: readonly string[]): string[] {
  const joined = joinOrdinals(words);
  const only = joined[0] ?? '';
  if (joined.length === 1 && /^\d+$/.test(only)) return [ordinal(only)];
  const canonical = joined.map(nameWord);
  return [...(NAME_ALIASES.get(canonical.join('')) ?? NAME_ALIASES.get(joined.join('')) ?? canonical)];
}

/** One text for a name: words joined, except between two digits, where a border means something. */
export function joinName(words: readonly string[]): string {
  let out = '';
  for (const word of words) {
    const touching = /\d$/.test(out) && /^\d/.test(word);
    out += touching ? `-${word}` : word;
  }
  return out;
}

/**
 * May the parts around this name be left out? Not where the name is a number, a letter or a directional: there the neighbours
 * differ by these parts alone.
 */
export function relaxable(words: readonly string[]): boolean {
  if (words.some((word) => /\d/.test(word))) return false;
  return words.length > 1 || ((words[0]?.length ?? 0) > 1 && !DIRECTIONALS.has(words[0] ?? ''));
}
