/**
 * From the words of name fields to one reading: given name, middle names, surname parts, suffix.
 * Particles are written together with the word after them; titles, links and letters after a name are dropped.
 */
import { nameWords } from './letters.ts';
import { isBareSuffix, liftSuffixes, suffixOf } from './name-suffix.ts';
import {
  ABSENT_MIDDLES,
  ABSENT_PARTS,
  GIVEN_PARTICLES,
  GIVEN_SUFFIXES,
  POSTNOMINALS,
  SUFFIXES,
  SURNAME_LINKS,
  SURNAME_PARTICLES,
  TEXT_PARTICLES,
  TITLES,
  TRAILING_PARTICLES,
  TRAILING_SUFFIXES,
} from './tables/name-words.ts';

/** One way to read a name. A one-name person has no `given`. */
export interface NameReading {
  readonly given: string;
  readonly middles: readonly string[];
  /** INVARIANT: at least one. */
  readonly surnames: readonly string[];
  /** JR, SR, 1 to 7, another word as written, or ''. */
  readonly suffix: string;
}

/** Words of the four parts, before they are joined. */
export interface NameParts {
  given: string[];
  middle: string[];
  surname: string[];
  suffix: string[];
  /** Whether a title stood where the given name should be: MR SMITH is no one-name person. */
  titled: 'titled' | 'plain';
}

/** MAC DONALD, MCDONALD and MACDONALD are one; so are MUELLER and MULLER (the fold of an umlaut), in surnames only. */
function surnamePart(word: string): string {
  let part = word.startsWith('MAC') && word.length >= 7 ? `MC${word.slice(3)}` : word;
  if (part.length >= 5) part = part.replace(/(?<=[B-DF-HJ-NP-TV-XZ])(?<![GQ])([OU])E(?=[B-DF-HJ-NP-TV-XZ])/g, '$1');
  if (word.length >= 6) part = part.replace(/(?<=[B-DF-HJ-NP-TV-XZ])AE(?=[B-DF-HJ-NP-TV-XZ])/g, 'A');
  return part;
}

/** Writes every run of particles together with the word after it. */
function joinParticles(words: readonly string[], particles: ReadonlySet<string>): string[] {
  const joined: string[] = [];
  let run = '';
  for (const [index, word] of words.entries()) {
    const last = index === words.length - 1;
    if (!last && word === 'SAINT' && particles.has('ST')) run += 'ST';
    else if (!last && particles.has(word)) run += word;
    else {
      joined.push(run + word);
      run = '';
    }
  }
  return joined;
}

/** The parts of a surname: particles joined, links between parts dropped, each part once. */
export function surnameParts(words: readonly string[]): string[] {
  const joined = joinParticles(words, SURNAME_PARTICLES);
  const parts = joined.filter((word, index) => index === 0 || index === joined.length - 1 || !SURNAME_LINKS.has(word));
  return [...new Set(parts.map(surnamePart))];
}

function withoutTitles(words: string[]): { words: string[]; titled: 'titled' | 'plain' } {
  let start = 0;
  while (start < words.length && TITLES.has(words[start] ?? '')) start += 1;
  return start === 0 ? { words, titled: 'plain' } : { words: words.slice(start), titled: 'titled' };
}

/** Takes suffixes and letters after a name from the end of `words`, never the first word. Returns the suffix words. */
function takeTail(words: string[], suffixes: ReadonlySet<string>): string[] {
  const taken: string[] = [];
  while (words.length > 1) {
    const last = words[words.length - 1] ?? '';
    if (!suffixes.has(last) && !POSTNOMINALS.has(last)) break;
    words.pop();
    if (suffixes.has(last)) taken.unshift(last);
  }
  return taken;
}

/** Does this, after a comma, end the name before it? MD does so after two words: RAHMAN, MD is a given name. */
function isEnding(word: string, before: readonly string[]): boolean {
  return SUFFIXES.has(word) || POSTNOMINALS.has(word) || (word === 'MD' && before.length > 1);
}

const absent = (words: readonly string[]): boolean => ABSENT_PARTS.has(words.join(''));

/** One text with the whole name: `Surname, Given Middle, Suffix` or `Title Given Middle particles Surname Suffix`. */
export function partsOfText(text: string): NameParts {
  const segments = text
    .split(/[,;，]/)
    .map(nameWords)
    .filter((words) => words.length > 0);
  const first = segments[0] ?? [];
  const tail = segments.slice(1);
  const second = tail.find((words) => !words.every((word) => isEnding(word, first)));
  if (second === undefined) return partsOfChunks(text.split(/[,;，]/)[0] ?? '', tail.flat());
  const { words, titled } = withoutTitles(second);
  const suffix = [...takeTail(words, GIVEN_SUFFIXES), ...tail.filter((each) => each !== second).flat()];
  return { given: words.slice(0, 1), middle: words.slice(1), surname: [...first], suffix, titled };
}

/** A name in its natural order. A hyphen binds: the last chunk between spaces, with the particles before it, is the surname. */
function partsOfChunks(text: string, suffix: string[]): NameParts {
  const chunks = text
    .split(/\s+/)
    .map(nameWords)
    .filter((words) => words.length > 0);
  const { words: leading, titled } = withoutTitles(chunks.map((words) => words.join(' ')));
  const rest = leading.map((chunk) => chunk.split(' '));
  const tail: string[] = [];
  while (rest.length > 1) {
    const [last = '', ...others] = rest[rest.length - 1] ?? [];
    if (others.length > 0 || (!TRAILING_SUFFIXES.has(last) && !POSTNOMINALS.has(last))) break;
    rest.pop();
    tail.unshift(last);
  }
  let start = rest.length - 1;
  while (start > 0 && rest[start - 1]?.length === 1 && TEXT_PARTICLES.has(rest[start - 1]?.[0] ?? '')) start -= 1;
  const surname = rest.slice(Math.max(start, 0)).flat();
  const [given = [], ...middle] = rest.slice(0, Math.max(start, 0));
  return {
    given: given.slice(0, 1),
    middle: [...given.slice(1), ...middle.flat()],
    surname,
    suffix: [...tail, ...suffix],
    titled,
  };
}

/** Parts as fields give them; where only one field is filled it holds the whole name. */
export function partsOfFields(given: string, middle: string, surname: string, suffix: string): NameParts {
  const family = nameWords(surname);
  const first = nameWords(given);
  const second = nameWords(middle);
  if (second.length === 0 && (first.length === 0 || family.length === 0)) {
    const parts = partsOfText(first.length === 0 ? surname : given);
    return { ...parts, suffix: [...nameWords(suffix), ...parts.suffix] };
  }
  const { words, titled } = withoutTitles(first);
  return { given: words, middle: second, surname: family, suffix: nameWords(suffix), titled };
}

const NO_SUFFIXES: ReadonlySet<string> = new Set();

/** The reading of parts, or why nothing is left that names one person. */
export function readingOf(parts: NameParts): NameReading | 'missing' | 'not-a-name' {
  const given = absent(parts.given) ? [] : [...parts.given];
  const middle = ABSENT_MIDDLES.has(parts.middle.join('')) ? [] : [...parts.middle];
  const family = liftSuffixes(absent(parts.surname) ? [] : parts.surname, 'surname');
  const first = liftSuffixes([...given, ...middle], 'given');
  const surname = family.kept;
  const words = first.kept;
  if (isBareSuffix(surname) || isBareSuffix(words)) return 'not-a-name';
  takeTail(surname, NO_SUFFIXES);
  takeTail(words, NO_SUFFIXES);
  while (words.length > 1 && surname.length > 0 && TRAILING_PARTICLES.has(words[words.length - 1] ?? '')) {
    surname.unshift(words.pop() ?? '');
  }
  const suffix = suffixOf(parts.suffix, [...family.suffixes, ...first.suffixes]);
  if (suffix === null) return 'not-a-name';
  const names = joinParticles(words, GIVEN_PARTICLES);
  const surnames = surnameParts(surname.length > 0 ? surname : names.splice(0, names.length));
  if (surnames.length === 0) return 'missing';
  if (names.length === 0 && parts.titled === 'titled') return 'missing';
  return { given: names[0] ?? '', middles: names.slice(1), surnames, suffix };
}
