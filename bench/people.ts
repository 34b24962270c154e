/**
 * People for benchmarks: invented names, birth dates and addresses, the same for the same seed, made one household after the
 * other so that any number streams. Names are drawn unevenly, so that namesakes occur; sons bear their father's name; a part
 * of the households has moved; streets repeat within their ZIP under several suffixes.
 */
import { type Chance, chanceOf } from './people/chance.ts';
import {
  CITIES,
  GIVEN_NAMES,
  MIDDLE_NAMES,
  RARE_ENDS,
  RARE_MIDDLES,
  RARE_STARTS,
  STREET_NAMES,
  STREET_SUFFIXES,
  SURNAMES,
} from './people/words.ts';

export interface Home {
  readonly number: number;
  /** 'N ' to 'W ', or ''. */
  readonly direction: string;
  readonly street: string;
  /** Index into STREET_SUFFIXES. */
  readonly suffix: number;
  /** The number of the apartment, or '' in a house. */
  readonly unit: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export interface Person {
  /** 1, 2, 3, ... */
  readonly id: number;
  readonly household: number;
  readonly given: string;
  readonly middle: string;
  readonly surname: string;
  readonly suffix: string;
  readonly other_names: string;
  readonly birth_date: string;
  readonly tax_identifier: string;
  readonly home: Home;
  /** Where the household lived the year before, or null. */
  readonly former: Home | null;
  /** Whether another person on file at this home has the name but for the suffix. */
  readonly namesake: 'none' | 'at-home';
  readonly suppressed: 'no' | 'yes';
}

const two = (n: number): string => String(n).padStart(2, '0');
const four = (n: number): string => String(n).padStart(4, '0');

function homeOf(chance: Chance): Home {
  const [city, state, zip, zips] = chance.early(CITIES);
  return {
    number: 1 + chance.below(9999),
    direction: chance.below(3) === 0 ? `${'NSEW'[chance.below(4)]} ` : '',
    street: chance.below(6) === 0 ? `${rareName(chance)}` : chance.one(STREET_NAMES),
    suffix: Math.min(chance.below(STREET_SUFFIXES.length), chance.below(STREET_SUFFIXES.length)),
    unit: chance.below(4) === 0 ? String(1 + chance.below(300)) : '',
    city,
    state,
    zip: String(zip + chance.below(zips)).padStart(5, '0'),
  };
}

const rareName = (chance: Chance): string =>
  chance.one(RARE_STARTS) +
  chance.one(RARE_MIDDLES) +
  (chance.below(2) === 0 ? chance.one(RARE_MIDDLES) : '') +
  chance.one(RARE_ENDS);

function surnameOf(chance: Chance): string {
  const first = chance.below(2) === 0 ? chance.early(SURNAMES) : rareName(chance);
  if (chance.below(14) !== 0) return first;
  return `${first}${chance.below(2) === 0 ? ' ' : '-'}${chance.early(SURNAMES)}`;
}

/** 9aa-00 to 9aa-49: shaped like a taxpayer identifier, in no range that was ever issued. */
const identifierOf = (id: number): string =>
  `9${two(id % 100)}${two(Math.floor(id / 1e6) % 50)}${four(Math.floor(id / 100) % 10000)}`;

const dateOf = (chance: Chance, from: number, years: number): string =>
  `${from + chance.below(years)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`;

type Bearer = Pick<Person, 'given' | 'middle' | 'surname' | 'suffix' | 'other_names' | 'birth_date' | 'namesake'>;

function bearer(chance: Chance, surname: string, from: number, years: number): Bearer {
  const middle = chance.below(8);
  const name = middle < 3 ? '' : chance.early(MIDDLE_NAMES);
  return {
    given: chance.early(GIVEN_NAMES),
    middle: middle < 6 ? name.slice(0, 1) : name,
    surname,
    suffix: chance.below(80) === 0 ? chance.one(['III', 'II', 'Sr']) : '',
    other_names: '',
    birth_date: dateOf(chance, from, years),
    namesake: 'none',
  };
}

/** One to six people of one home; never two of one name, but for a father and his junior. */
function household(chance: Chance): Bearer[] {
  const surname = surnameOf(chance);
  const first = bearer(chance, surname, 1935, 65);
  const members = [first];
  if (chance.below(5) < 3) {
    const own = chance.below(5) === 0 ? surnameOf(chance) : surname;
    const other_names = own === surname && chance.below(6) === 0 ? surnameOf(chance) : '';
    members.push({ ...bearer(chance, own, 1935, 65), other_names });
  }
  const children = Math.max(0, chance.below(6) - 2);
  for (let child = 0; child < children; child += 1) members.push(bearer(chance, surname, 1990, 18));
  const distinct = [...new Map(members.map((member) => [member.given.split(/[ -]/)[0], member])).values()];
  if (chance.below(60) !== 0 || first.suffix !== '') return distinct;
  const [parent = first, ...rest] = distinct;
  const junior = { ...parent, suffix: 'Jr', birth_date: dateOf(chance, 1985, 20), namesake: 'at-home' as const };
  return [{ ...parent, namesake: 'at-home' }, junior, ...rest];
}

/** So many people, in households. The same seed gives the same people, and a longer run begins with a shorter one. */
export function* people(seed: number, count: number): Generator<Person> {
  let id = 0;
  for (let number = 1; id < count; number += 1) {
    const chance = chanceOf(Math.imul(seed ^ number, 0x9e3779b1) ^ seed);
    const home = homeOf(chance);
    const former = chance.below(9) === 0 ? homeOf(chance) : null;
    for (const member of household(chance)) {
      if (id === count) return;
      id += 1;
      const suppressed = chance.below(5000) === 0 ? 'yes' : 'no';
      yield { ...member, id, household: number, tax_identifier: identifierOf(id), home, former, suppressed };
    }
  }
}

export const streetLine = (home: Home): string =>
  `${home.number} ${home.direction}${home.street} ${STREET_SUFFIXES[home.suffix]?.[0]}`;

/** The columns of a register row; no field holds a comma or a quote. */
export const HEADER =
  'record_id,given_name,middle_name,surname,name_suffix,birth_date,tax_identifier,period,delivery_line,unit,city,state,postal_code,country,other_names,suppressed\n';
export const REGISTER_HEADER = HEADER.trimEnd();

/** One register row, without its line end: where the person lives now, tax year 2024. */
export function registerCsvRow(person: Person): string {
  return rowAt(person, `R${person.id}`, '2024', person.home);
}

/** Where the person lived in tax year 2023, where that is another home. */
export function formerCsvRow(person: Person): string | null {
  return person.former === null ? null : rowAt(person, `F${person.id}`, '2023', person.former);
}

function rowAt(person: Person, record: string, period: string, home: Home): string {
  const name = `${person.given},${person.middle},${person.surname},${person.suffix}`;
  const unit = home.unit === '' ? '' : `Apt ${home.unit}`;
  const place = `${streetLine(home)},${unit},${home.city},${home.state},${home.zip},US`;
  const suppressed = person.suppressed === 'yes';
  return `${record},${name},${person.birth_date},${person.tax_identifier},${period},${place},${person.other_names},${suppressed}`;
}

/** A register file of so many people, in chunks of about 256 kB. */
export async function* registerFile(count: number, seed = 42): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = HEADER;
  for (const person of people(seed, count)) {
    text += `${registerCsvRow(person)}\n`;
    if (text.length < 1 << 18) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}
