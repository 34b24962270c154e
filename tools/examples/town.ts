/** The invented population at the real streets, and a record of who lives where. */
import type { Chance } from './chance.ts';
import { type Home, homeKey, type Unit } from './homes.ts';
import { NICKNAMES, SINGLE_NAMES, SURNAMES } from './names.ts';
import { invent, nameKeys, type Person, surname } from './people.ts';
import type { Place, Street } from './streets.ts';

/** One record on file. `period` '' is the current address. */
export interface Resident {
  readonly person: Person;
  readonly home: Home;
  readonly period: string;
  readonly suppressed: boolean;
}

export interface Town {
  readonly residents: Resident[];
  readonly chance: Chance;
  readonly streets: readonly Street[];
  /** A home that nobody has yet. */
  newHome(unit?: 'with-unit' | 'no-unit', where?: (street: Street) => boolean): Home & { kind: 'street' };
  newPerson(parts?: Partial<Person>): Person;
  settle(person: Person, home: Home, period?: string, suppressed?: 'suppressed'): Resident;
  /** A house number of the street at which nobody lives. */
  emptyNumber(home: Home & { kind: 'street' }): number;
}

export function foundTown(chance: Chance, streets: readonly Street[]): Town {
  const residents: Resident[] = [];
  const taken = new Set<string>();
  const known = new Set<string>();
  const next = streets.map((street) => street.number);
  let serial = 0;

  const newHome: Town['newHome'] = (unit, where = () => true) => {
    const at = chance.below(streets.length);
    const street = streets[at] as Street;
    if (!where(street)) return newHome(unit, where);
    next[at] = (next[at] as number) + 2 + 2 * chance.below(4);
    const home: Home & { kind: 'street' } = {
      kind: 'street',
      street,
      number: next[at] as number,
      unit: unitFor(chance, unit),
    };
    taken.add(homeKey(home));
    return home;
  };

  /** Nobody else has the given name with any word of the surname, so that no two people meet by accident. */
  const newPerson: Town['newPerson'] = (parts = {}) => {
    const person = invent(chance, serial + 1, parts);
    const keys = nameKeys(person);
    if (parts.surname === undefined && keys.some((key) => known.has(key))) return newPerson(parts);
    for (const key of keys) known.add(key);
    serial += 1;
    return person;
  };

  return {
    residents,
    chance,
    streets,
    newHome,
    newPerson,
    settle: (person, home, period = '2024', suppressed) => {
      const resident = { person, home, period, suppressed: suppressed !== undefined };
      residents.push(resident);
      return resident;
    },
    emptyNumber: (home) => home.number + 1,
  };
}

function unitFor(chance: Chance, unit: 'with-unit' | 'no-unit' | undefined): Unit | null {
  if (unit === 'no-unit' || (unit === undefined && chance.below(4) > 0)) return null;
  const id =
    chance.below(3) === 0 ? `${1 + chance.below(9)}${'ABCDEF'[chance.below(6)]}` : String(1 + chance.below(420));
  return { designator: chance.pick(['Apt', 'Apt', 'Apt', 'Unit', 'Ste'] as const), id };
}

const MILITARY: readonly Place[] = [
  { city: 'APO', state: 'AE', zip: '09021' },
  { city: 'APO', state: 'AP', zip: '96278' },
  { city: 'FPO', state: 'AP', zip: '96349' },
  { city: 'APO', state: 'AE', zip: '09180' },
];
const PUERTO_RICO: readonly (readonly [string, Place])[] = [
  ['Las Gladiolas', { city: 'San Juan', state: 'PR', zip: '00926' }],
  ['Royal Oak', { city: 'Bayamon', state: 'PR', zip: '00961' }],
  ['Fair View', { city: 'San Juan', state: 'PR', zip: '00926' }],
  ['Las Colinas', { city: 'Toa Baja', state: 'PR', zip: '00949' }],
];

/** A home that is no house on a street; a new one for each serial. */
export function otherHome(town: Town, kind: Exclude<Home['kind'], 'street'>, serial: number): Home {
  const { city, state, zip } = town.chance.pick(town.streets);
  const place = { city, state, zip };
  switch (kind) {
    case 'po-box':
      return { kind, box: String(100 + serial * 3), place };
    case 'rural':
    case 'highway':
      return { kind, route: 1 + (serial % 7), box: String(10 + serial * 4), place };
    case 'military':
      return {
        kind,
        post: (['PSC', 'CMR', 'UNIT'] as const)[serial % 3] as 'PSC',
        number: 10 + serial * 7,
        box: String(200 + serial),
        place: MILITARY[serial % 4] as Place,
      };
    case 'urbanizacion': {
      const [urbanizacion, at] = PUERTO_RICO[serial % 4] as (typeof PUERTO_RICO)[number];
      return { kind, urbanizacion, street: `Calle ${'ABCDEFG'[serial % 7]}`, number: 100 + serial, place: at };
    }
    case 'general-delivery':
      return { kind, place };
  }
}

/** People whom no inquiry of the examples is about. */
export function populate(town: Town): void {
  const { chance } = town;
  const asked = town.residents.length;
  for (let i = 0; i < 2700; i++) town.settle(town.newPerson(), town.newHome());
  for (let i = 0; i < 520; i++) household(town);
  for (let i = 0; i < 60; i++) fatherAndSon(town);
  for (let i = 0; i < 90; i++) namesakes(town);
  for (let i = 0; i < 25; i++)
    town.settle(
      town.newPerson({ given_name: '', middle_name: '', surname: chance.pick(SINGLE_NAMES) }),
      town.newHome(),
    );
  for (let i = 0; i < 40; i++) town.settle(town.newPerson({ given_name: chance.pick(NICKNAMES)[0] }), town.newHome());
  const kinds = [
    'po-box',
    'po-box',
    'po-box',
    'rural',
    'rural',
    'highway',
    'military',
    'military',
    'urbanizacion',
    'general-delivery',
  ] as const;
  for (let i = 0; i < 400; i++)
    town.settle(town.newPerson(), otherHome(town, kinds[i % 10] as (typeof kinds)[number], 200 + i));
  for (let i = 0; i < 30; i++) town.settle(town.newPerson(), town.newHome(), '2024', 'suppressed');
  const settled = town.residents.slice(asked);
  for (const { person } of settled.slice(0, 300)) town.settle(person, town.newHome(), '2023');
  for (const { person, home } of settled.slice(200, 800)) town.settle(person, home, '');
}

function household(town: Town): void {
  const home = town.newHome();
  const family = surname(town.chance);
  const initials = new Set<string>();
  for (let i = 0; i < 2 + town.chance.below(3); i++) {
    const person = town.newPerson({ surname: family });
    const initial = person.given_name.normalize('NFD')[0] as string;
    if (!initials.has(initial)) town.settle(person, home);
    initials.add(initial);
  }
}

function fatherAndSon(town: Town): void {
  const home = town.newHome();
  const father = town.newPerson({ name_suffix: 'Sr' });
  town.settle(father, home);
  const son = town.newPerson({
    given_name: father.given_name,
    middle_name: father.middle_name,
    surname: father.surname,
    name_suffix: 'Jr',
  });
  town.settle(son, home);
}

function namesakes(town: Town): void {
  const first = town.newPerson({
    given_name: town.chance.pick(['María', 'José', 'John', 'Luis', 'Wei']),
    surname: town.chance.pick(SURNAMES),
  });
  town.settle(first, town.newHome());
  town.settle(town.newPerson({ given_name: first.given_name, surname: first.surname }), town.newHome());
}
