/**
 * The canonical writings of a person. A row is kept under some, a question asks for some; they meet where one is equal.
 *
 * A form is `given|middle|surname|suffix`; no part holds the character '|'. Each part says what the other side may lack:
 *
 * | part    | kept by a row                                        | asked by a question                              |
 * |---------|------------------------------------------------------|--------------------------------------------------|
 * | given   | its group, and the short forms that it shares        | its group, or a shared short form as written     |
 * | middle  | `a` any; `n` none, or `o`/`i` initial, `f` in full   | without one: `a`; with one: equal or `n`         |
 * | surname | `s` the only one; or `u` the full set and `p` each   | one: `s`, `p`; two: `u`, `s` of each; more: `u`  |
 * | suffix  | `*`, and its own                                     | its own, or `*` without one                      |
 *
 * Several middle names (MARY ANN LEE has two) add `l` all initials, `p` the first of several, `r` the first and the initials
 * of the rest; `k` and `t` are `l` and `r` where the row itself has but initials.
 *
 * So a part that one side leaves out may meet, two that differ never do, and rows that a question cannot tell apart
 * share the form it asks for: the register then knows it as ambiguous (law 11).
 */
import { type GivenKeys, givenKeys } from './given.ts';
import type { StandardName } from './name.ts';
import type { NameReading } from './name-reading.ts';

/** What the terms have a question carry about the person. */
export type PersonFields = 'name' | 'name-and-birth-date' | 'name-and-tax-identifier';

/** LIMIT: parts of a surname beyond these are not kept one by one. */
const SURNAME_PARTS_LIMIT = 3;

/**
 * A middle part and the given names it stands with. With the name alone, WILL and WILLIAM are two people unless a middle
 * name agrees; a birth date or identifier tells the two apart by itself, so that the group is enough.
 * `relaxed` weighs what has to be overlooked to meet by it: 1 an initial for a name, 2 no middle name, 3 a surname, 4 a border between words.
 */
interface Head {
  readonly middle: string;
  readonly givens: readonly string[];
  readonly relaxed: number;
}

interface Family {
  readonly text: string;
  readonly relaxed: number;
}

const isInitial = (word: string): boolean => word.length === 1;
const initials = (words: readonly string[]): string => words.map((word) => word.slice(0, 1)).join('');
const head = (middle: string, givens: readonly string[], relaxed = 0): Head => ({ middle, givens, relaxed });

function middlesKept({ given, middles }: NameReading, keys: GivenKeys, fields: PersonFields): Head[] {
  const plain = fields === 'name' ? [keys.spelling] : keys.kept;
  const [first = ''] = middles;
  const any = head('a', plain);
  if (middles.length === 0) return [any, head('n', plain)];
  if (middles.length === 1 && isInitial(first)) return [any, head(`o${first}`, keys.kept)];
  const joined = [...new Set([given, ...keys.kept])].map((key) => key + middles.join(''));
  const heads = [any, head(`i${first.slice(0, 1)}`, keys.kept), head('f', joined)];
  if (middles.length === 1) return heads;
  heads.push(head(`l${initials(middles)}`, keys.kept));
  if (middles.every(isInitial)) heads.push(head(`k${initials(middles)}`, keys.kept));
  if (isInitial(first)) return heads;
  const rest = middles.slice(1);
  heads.push(head(`p${first}`, keys.kept), head(`r${first} ${initials(rest)}`, keys.kept));
  if (rest.every(isInitial)) heads.push(head(`t${first} ${initials(rest)}`, keys.kept));
  return heads;
}

function middlesAsked({ given, middles }: NameReading, keys: GivenKeys, fields: PersonFields): Head[] {
  const plain = [fields === 'name' ? keys.spelling : keys.asked];
  const asked = [keys.asked];
  const [first = ''] = middles;
  // WHY: MARYANN and MARY ANN are one writing; the row that has it in two words keeps `f` under the words joined.
  if (middles.length === 0) return [head('a', plain), head('f', [given], 4)];
  const initial = head(`o${first.slice(0, 1)}`, asked, isInitial(first) ? 0 : 1);
  const none = head('n', plain, 2);
  if (middles.length === 1 && isInitial(first)) return [initial, head(`i${first}`, asked), none];
  const full = head('f', [keys.asked + middles.join('')]);
  const joined = head('n', [given + middles.join('')], 4);
  if (middles.length === 1) return [full, initial, none, head(`p${first}`, asked, 4), joined];
  const heads = [full];
  if (middles.every(isInitial)) heads.push(head(`l${initials(middles)}`, asked));
  else heads.push(head(`k${initials(middles)}`, asked, 1));
  if (!isInitial(first)) {
    const rest = middles.slice(1);
    const borne = `${first} ${initials(rest)}`;
    heads.push(rest.every(isInitial) ? head(`r${borne}`, asked) : head(`t${borne}`, asked, 1));
    heads.push(head('f', [keys.asked + first], 2));
  }
  return [...heads, initial, none, joined];
}

const fullSet = (surnames: readonly string[]): string => `u${[...surnames].sort().join(' ')}`;

/** A row's only surname as `s`; several as the full set, and each as `p`. */
function familiesKept(surnames: readonly string[]): Family[] {
  if (surnames.length === 1) return [{ text: `s${surnames[0]}`, relaxed: 0 }];
  const parts = surnames.slice(0, SURNAME_PARTS_LIMIT).map((part) => ({ text: `p${part}`, relaxed: 3 }));
  return [{ text: fullSet(surnames), relaxed: 0 }, ...parts];
}

/** GARCIA asks for the only GARCIA and for one of several; GARCIA MARQUEZ for the set and for the only GARCIA or MARQUEZ; three or more for the set only. */
function familiesAsked(surnames: readonly string[]): Family[] {
  // WHY: a list of names would else try one person after another in one question.
  if (surnames.length > 2) return [{ text: fullSet(surnames), relaxed: 0 }];
  if (surnames.length > 1)
    return [{ text: fullSet(surnames), relaxed: 0 }, ...surnames.map((part) => ({ text: `s${part}`, relaxed: 3 }))];
  return [
    { text: `s${surnames[0]}`, relaxed: 0 },
    { text: `p${surnames[0]}`, relaxed: 3 },
  ];
}

/** One form, and the weight of what has to be overlooked to meet by it. */
export interface WeighedForm {
  readonly text: string;
  readonly relaxed: number;
}

function readingForms(reading: NameReading, side: 'register' | 'question', fields: PersonFields): WeighedForm[] {
  const { given, surnames, suffix } = reading;
  const kept = side === 'register';
  const ends = suffix === '' ? ['*'] : kept ? ['*', suffix] : [suffix];
  if (given === '') return ends.map((end) => ({ text: `||${fullSet(surnames)}|${end}`, relaxed: 0 }));
  const keys = givenKeys(given);
  const heads = kept ? middlesKept(reading, keys, fields) : middlesAsked(reading, keys, fields);
  const forms: WeighedForm[] = [];
  for (const family of kept ? familiesKept(surnames) : familiesAsked(surnames)) {
    for (const { middle, givens, relaxed } of heads) {
      for (const name of givens) {
        for (const end of ends) {
          forms.push({ text: `${name}|${middle}|${family.text}|${end}`, relaxed: relaxed + family.relaxed });
        }
      }
    }
  }
  return forms;
}

/** What a question asks for: the forms of the name itself, those that overlook least first. */
export function askedForms(name: StandardName, fields: PersonFields): WeighedForm[] {
  const [own] = name.readings;
  if (own === undefined) return [];
  return readingForms(own, 'question', fields).sort((one, other) => one.relaxed - other.relaxed);
}

/** The budget keys of one reading: see `personKeys`. */
function readingKeys({ given, middles, surnames }: NameReading): string[] {
  if (given === '') return [`|${[...surnames].sort().join(' ')}`];
  const { groups, kept } = givenKeys(given);
  const single = middles.length === 0 || (middles.length === 1 && isInitial(middles[0] ?? ''));
  const joined = single ? [] : [given, ...kept].map((key) => key + middles.join(''));
  return [...groups, ...joined].flatMap((first) => surnames.map((part) => `${first}|${part}`));
}

/**
 * The forms of a name, the likeliest to meet first. Register side: every form kept; question side: every form asked for,
 * of the name itself only. `fields` decides whether a short form of a given name may stand for it by itself.
 */
export function personForms(
  name: StandardName,
  side: 'register' | 'question',
  fields: PersonFields = 'name-and-birth-date',
): string[] {
  if (side === 'question') return askedForms(name, fields).map((form) => form.text);
  const forms = name.readings.flatMap((reading) => readingForms(reading, 'register', fields).map((form) => form.text));
  return name.readings.length === 1 ? forms : [...new Set(forms)];
}

/**
 * The budget keys of a name: every surname part under every group of the given name, and under given and middle names
 * written as one word. INVARIANT: a question that could meet a row has a key among the keys of that row.
 */
export function personKeys(name: StandardName): string[] {
  return [...new Set(name.readings.flatMap(readingKeys))];
}
