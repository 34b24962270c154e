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

/** Whether a purpose is to find out where a person is (26 USC 6103(i)(5) has its own way for that). */
export function isLocatePurpose(purpose: string): boolean {
  return words(purpose).some((word) => LOCATE_WORDS.has(word));
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
  return saysNothing(words(text));
}

function saysNothing(said: readonly string[]): boolean {
  if (said.length > 6) return false;
  const whole = said.join(' ');
  return PLACEHOLDERS.has(whole) || /^[x0-9 ]*$/.test(whole);
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
 * What a reason comes to. `locate`: it says in so many words that the person is to be found. `writing`: the text by which boilerplate is
 * known; two reasons that differ in names, numbers, case or punctuation only have one.
 */
export interface Reason {
  readonly given: boolean;
  readonly specific: boolean;
  readonly locate: boolean;
  readonly writing: string;
}

/** Reads a reason once. `names` are the words of the person's own name as written. */
export function readReason(reason: string, names: readonly string[]): Reason {
  const said = words(reason);
  const given = !saysNothing(said);
  const whole = ` ${said.join(' ')} `;
  return {
    given,
    specific: given && isSpecific(said),
    locate: LOCATE_PHRASES.some((phrase) => whole.includes(phrase)),
    writing: writingOf(said, new Set(names.flatMap(words))),
  };
}

/**
 * Whether the words say anything about this matter: four words and twenty letters at least, and two words at least beyond those that fit
 * every inquiry ("official law enforcement investigation").
 */
function isSpecific(said: readonly string[]): boolean {
  let [spoken, letters] = [0, 0];
  const own = new Set<string>();
  for (const word of said) {
    if (!LETTER.test(word)) continue;
    spoken += 1;
    letters += word.length;
    if (word.length > 1 && !GENERIC.has(word)) own.add(word);
  }
  return spoken >= WORDS_AT_LEAST && letters >= LETTERS_AT_LEAST && own.size >= OWN_WORDS_AT_LEAST;
}

const LETTER = /\p{L}/u;

/** Every run of digits as `#`, the words of the person's own name as `*`. */
function writingOf(said: readonly string[], own: ReadonlySet<string>): string {
  const written: string[] = [];
  for (const word of said) {
    if (!own.has(word)) written.push(word.replace(/[0-9]+/g, '#'));
    else if (written.at(-1) !== '*') written.push('*');
  }
  return written.join(' ');
}

/** Words of letters and digits, without marks, in lower case. */
function words(text: string): string[] {
  // WHY twice: nearly all text is plain, and for that the short way gives the same words several times faster.
  const plain = /^[\u0000-\u007f]*$/.test(text);
  const split = plain ? text.toLowerCase().split(/[^a-z0-9]+/) : folded(text).split(/[^\p{L}\p{N}]+/u);
  return split.filter((word) => word !== '');
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
