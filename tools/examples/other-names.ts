/** Inquiries about people whose names are written otherwise than on file: to be confirmed, but for nicknames alone. */
import { type Asked, confirmed, homeCells, nameCells, notConfirmed } from './asked.ts';
import type { Cells } from './basis.ts';
import { NICKNAMES, PARTICLE_SURNAMES, SINGLE_NAMES } from './names.ts';
import type { Person } from './people.ts';
import type { Town } from './town.ts';
import { times } from './writings.ts';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
const of = <T>(items: readonly T[], i: number) => items[i % items.length] as T;
const nickname = (name: string) => NICKNAMES.find(([whole]) => whole === name)?.[1] ?? '';

const MARKED = ['García', 'Núñez', 'Peña', 'Hernández', 'Kovačević', 'Özdemir', 'Szabó', 'Nguyễn'];
const HYPHENED = ['Beltrán-Ochoa', 'Vega-Lindgren', 'Flores-Whitaker', 'Adeyemi-Brandt'];
const DOUBLED = ['Salazar Quiroga', 'Márquez Ibarra', 'Zapata Solís', 'Ayala Montoya'];
const APOSTROPHES = ["O'Brien", "O'Sullivan", "D'Angelo", "O'Hara"];

/** How often, why it is the same person, who is on file, and what is asked instead. */
type Variant = readonly [number, string, (i: number) => Partial<Person>, (person: Person) => Cells];

const VARIANTS: readonly Variant[] = [
  [
    8,
    'marks left off the letters',
    (i) => ({ surname: of(MARKED, i) }),
    (p) => ({ given_name: plain(p.given_name), surname: plain(p.surname) }),
  ],
  [
    5,
    'name in upper case',
    () => ({}),
    (p) => ({ given_name: p.given_name.toUpperCase(), surname: p.surname.toUpperCase() }),
  ],
  [6, 'middle name left out', () => ({ middle_name: 'Alexandra' }), () => ({ middle_name: '' })],
  [5, 'middle initial for the middle name', () => ({ middle_name: 'Benedict' }), () => ({ middle_name: 'B.' })],
  [4, 'middle name given, none on file', () => ({ middle_name: '' }), () => ({ middle_name: 'Leone' })],
  [
    4,
    'hyphen of the surname as a space',
    (i) => ({ surname: of(HYPHENED, i) }),
    (p) => ({ surname: p.surname.replace('-', ' ') }),
  ],
  [
    4,
    'first of two surnames',
    (i) => ({ surname: of(DOUBLED, i) }),
    (p) => ({ surname: p.surname.split(' ')[0] as string }),
  ],
  [
    6,
    'particles in another case',
    (i) => ({ surname: of(PARTICLE_SURNAMES.slice(0, 8), i) }),
    (p) => ({ surname: p.surname.toUpperCase() }),
  ],
  [
    4,
    'apostrophe left out',
    (i) => ({ surname: of(APOSTROPHES, i) }),
    (p) => ({ surname: p.surname.replace("'", '') }),
  ],
  [
    6,
    'nickname from the table, and the middle name agrees',
    (i) => ({ given_name: of(NICKNAMES, i)[0], middle_name: 'Everett' }),
    (p) => ({ given_name: nickname(p.given_name) }),
  ],
  [3, 'generational suffix spelled out', () => ({ name_suffix: 'Jr' }), () => ({ name_suffix: 'Junior' })],
  [3, 'generational suffix with a full stop', () => ({ name_suffix: 'Jr' }), () => ({ name_suffix: 'Jr.' })],
  [4, 'a person of one name', (i) => ({ given_name: '', middle_name: '', surname: of(SINGLE_NAMES, i) }), () => ({})],
  [
    4,
    'a surname among the other names on file',
    (i) => ({ given_name: 'Roswitha', surname: of(DOUBLED, i), other_names: `Roswitha ${of(MARKED, i)}` }),
    (p) => ({ surname: p.other_names.replace('Roswitha ', '') }),
  ],
];

export function otherNames(town: Town): Asked[] {
  const same = VARIANTS.flatMap(([count, why, onFile, rewrite]) =>
    times(count, (i) => {
      const { person, home } = town.settle(town.newPerson(onFile(i)), town.newHome('no-unit'));
      return confirmed(why, nameCells(person), rewrite(person), homeCells(home));
    }),
  );
  return [...same, ...nicknamesAlone(town)];
}

/** WHY: with the name alone, Bill may be a brother of William; a middle name or a birth date settles it. */
function nicknamesAlone(town: Town): Asked[] {
  return times(4, (i) => {
    const [given_name, short] = of(NICKNAMES, i);
    const { person, home } = town.settle(town.newPerson({ given_name, middle_name: '' }), town.newHome('no-unit'));
    return notConfirmed(
      'a nickname and no middle name, where the name is all there is',
      nameCells(person),
      { given_name: short },
      homeCells(home),
    );
  });
}
