/** Reads the legal basis of a question: the proceeding, the purpose, the reason. Pure text; no judgement about the person. */

const KINDS: ReadonlyMap<string, string> = new Map([
  ['investigation', 'investigation'],
  ['proceeding', 'proceeding'],
  ['grand jury', 'grand-jury'],
  ['grandjury', 'grand-jury'],
  ['grand jury proceeding', 'grand-jury'],
]);

/** The kinds of proceeding named (case, spaces, dashes and underscores are free); null where one of them is none of the three. */
export function proceedings(text: string): string[] | null {
  const parts = text
    .split(/[;,/|+&]| and /i)
    .map((each) =>
      each
        .toLowerCase()
        .replace(/[\s_-]+/g, ' ')
        .trim(),
    )
    .filter((each) => each !== '');
  const kinds = parts.map((each) => KINDS.get(each));
  return kinds.includes(undefined) ? null : [...new Set(kinds as string[])];
}

/** One writing for texts that people pick from a list: case, dashes, underscores, spaces and closing dots are free. */
export function foldedChoice(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .replace(/[.\s]+$/u, '')
    .trim();
}

const LOCATE_WORDS: ReadonlySet<string> = new Set([
  'locate',
  'locates',
  'locating',
  'location',
  'whereabouts',
  'find',
  'finding',
  'track',
  'tracking',
  'trace',
  'tracing',
  'apprehend',
  'apprehension',
]);
const LOCATE_PHRASES: readonly string[] = [
  ' to locate ',
  ' locating the ',
  ' locate the ',
  ' locate subject ',
  ' whereabouts of ',
  ' current whereabouts ',
  ' find the person ',
  ' find the subject ',
  ' to find him ',
  ' to find her ',
  ' to find them ',
];

/** Whether the purpose, or the reason in so many words, is to find out where a person is (26 USC 6103(i)(5) has its own way for that). */
export function isToLocate(purpose: string, reason: string): boolean {
  if (words(purpose).some((word) => LOCATE_WORDS.has(word))) return true;
  const said = ` ${words(reason).join(' ')} `;
  return LOCATE_PHRASES.some((phrase) => said.includes(phrase));
}

const PLACEHOLDERS: ReadonlySet<string> = new Set([
  '',
  'na',
  'n a',
  'none',
  'null',
  'nil',
  'unknown',
  'tbd',
  'tba',
  'same',
  'same as above',
  'see above',
  'see attached',
  'see file',
  'ditto',
  'x',
  'xx',
  'xxx',
  'test',
  'other',
  'not applicable',
  'not provided',
  'failed to provide',
  'pending',
]);

/** Whether the text stands for nothing: empty, "N/A", "see attached" and the like. */
export function isPlaceholder(text: string): boolean {
  const said = words(text).join(' ');
  return PLACEHOLDERS.has(said) || /^[x0-9 ]*$/.test(said);
}

const GENERIC: ReadonlySet<string> = new Set(
  (
    'a an and are as at be by for from in into is it its of on or per that the their this to under was we will with ' +
    'active address addresses administrative agency agent an assist authorized business case cases check confirm confirmation criminal current data ' +
    'department duties duty enforcement enforce federal file government information inquiry investigate investigating investigation investigations investigative ' +
    'investigator judicial jury grand law legal matter matters mission necessary need needed needs of official officer ongoing open operational operations ' +
    'pending person proceeding proceedings process purpose purposes reason reasons records relevant request requested required requirement requirements review ' +
    'statute subject support taxpayer use used validation verification verify work'
  ).split(' '),
);
const LETTERS_AT_LEAST = 20;
const WORDS_AT_LEAST = 4;
const OWN_WORDS_AT_LEAST = 2;

/**
 * Whether a reason says anything about this matter: no placeholder, at least four words and twenty letters, and at least two words beyond
 * those that fit every inquiry ("official law enforcement investigation").
 */
export function isSpecific(reason: string): boolean {
  if (isPlaceholder(reason)) return false;
  const said = words(reason).filter((word) => /\p{L}/u.test(word));
  const letters = said.reduce((sum, word) => sum + word.length, 0);
  const own = new Set(said.filter((word) => word.length > 1 && !GENERIC.has(word)));
  return said.length >= WORDS_AT_LEAST && letters >= LETTERS_AT_LEAST && own.size >= OWN_WORDS_AT_LEAST;
}

/**
 * The writing by which boilerplate is known: words in lower case, every run of digits as `#`, and the words of the person's own name as `*`.
 * Two reasons that differ in names, numbers, case or punctuation only have one writing.
 */
export function reasonWriting(reason: string, names: readonly string[]): string {
  const own = new Set(names.flatMap(words));
  const written = words(reason).map((word) => (own.has(word) ? '*' : word.replace(/[0-9]+/g, '#')));
  return written.filter((word, index) => word !== '*' || written[index - 1] !== '*').join(' ');
}

/** Words of letters and digits, without marks, in lower case. */
function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
