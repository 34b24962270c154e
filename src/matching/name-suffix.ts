/**
 * Generational suffixes, wherever a name has them: father and son often differ in nothing else, so a suffix in another
 * field is never lost, and two different ones name two people.
 */
import {
  ABSENT_MIDDLES,
  ARTICLE_SUFFIXES,
  NAMELIKE_SUFFIXES,
  POSTNOMINALS,
  SUFFIX_WORDS,
  SUFFIXES,
  SURNAME_SUFFIXES,
} from './tables/name-words.ts';

export interface Lifted {
  readonly kept: string[];
  /** Canonical writings. */
  readonly suffixes: string[];
}

const ARTICLES = new Set(['THE', 'EL']);
const known = (word: string): string | undefined => SUFFIXES.get(word) ?? ARTICLE_SUFFIXES.get(word);

/** THE YOUNGER, THE THIRD: the canonical writing of two words, or undefined. */
function afterArticle(words: readonly string[], at: number): string | undefined {
  return ARTICLES.has(words[at] ?? '') ? known(words[at + 1] ?? '') : undefined;
}

function isSuffix(words: readonly string[], at: number, field: 'given' | 'surname'): boolean {
  const word = words[at] ?? '';
  if (SUFFIX_WORDS.has(word)) return true;
  if (NAMELIKE_SUFFIXES.has(word)) return field === 'surname' || at > 0;
  // WHY: I between two surnames is a link (Catalan) and V or I after a given name an initial.
  return field === 'surname' && (SURNAME_SUFFIXES.has(word) || (word === 'I' && at > 0 && at === words.length - 1));
}

/** Takes the suffixes out of a field's words. A field of one word keeps it; what is left may be empty otherwise. */
export function liftSuffixes(words: readonly string[], field: 'given' | 'surname'): Lifted {
  if (words.length < 2) return { kept: [...words], suffixes: [] };
  const kept: string[] = [];
  const suffixes: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const article = afterArticle(words, at);
    if (article !== undefined) {
      suffixes.push(article);
      at += 1;
    } else if (isSuffix(words, at, field)) suffixes.push(known(word) ?? word);
    else kept.push(word);
  }
  return { kept, suffixes };
}

/** The suffix of a name, '' without one; null where its field and its other fields give two, or one with a doubt. */
export function suffixOf(field: readonly string[], lifted: readonly string[]): string | null {
  const said = field.filter((word) => !POSTNOMINALS.has(word) && !ARTICLES.has(word));
  const joined = field.join('');
  const absent = POSTNOMINALS.has(joined) || ABSENT_MIDDLES.has(joined);
  const words = absent ? [] : said.filter((word) => word !== 'MD');
  const written = words.some((word) => known(word) !== undefined)
    ? words.map((word) => known(word) ?? word)
    : words.length > 0
      ? [words.join('')]
      : [];
  const [first = '', ...others] = new Set([...written, ...lifted]);
  return others.length > 0 ? null : first;
}

/** Is this only word of a field a suffix and no name? */
export const isBareSuffix = (words: readonly string[]): boolean =>
  words.length === 1 && SUFFIX_WORDS.has(words[0] ?? '');
