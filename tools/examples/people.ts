/** Invented people. */
import type { Chance } from './chance.ts';
import { GIVEN_NAMES, PARTICLE_SURNAMES, SURNAMES } from './names.ts';

export interface Person {
  given_name: string;
  middle_name: string;
  surname: string;
  name_suffix: string;
  birth_date: string;
  tax_identifier: string;
  other_names: string;
}

const two = (n: number) => String(n).padStart(2, '0');

/** A number that no series will ever hold, a new one for each serial. Four in five are shaped like an SSN, one like an ITIN. */
export function neverIssued(serial: number): string {
  const last = String(1 + (serial % 9999)).padStart(4, '0');
  const group = two(1 + (Math.floor(serial / 9999) % 49));
  if (serial % 5 === 0) return `9${two(serial % 97)}-${[66, 67, 68, 69, 89][(serial / 5) % 5]}-${last}`;
  if (serial % 5 === 1) return `${101 + (serial % 500)}-00-${last}`;
  return `${serial % 5 < 4 ? '000' : '666'}-${group}-${last}`;
}

export function birthDate(chance: Chance, from: number, to: number): string {
  return `${from + chance.below(to - from + 1)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`;
}

export function surname(chance: Chance): string {
  const one = chance.pick(SURNAMES);
  const roll = chance.below(100);
  if (roll < 12) return `${one} ${otherThan(chance, one)}`;
  if (roll < 19) return `${one}-${otherThan(chance, one)}`;
  return roll < 26 ? chance.pick(PARTICLE_SURNAMES) : one;
}

function otherThan(chance: Chance, first: string): string {
  const second = chance.pick(SURNAMES);
  return second === first ? otherThan(chance, first) : second;
}

function middleName(chance: Chance): string {
  const roll = chance.below(10);
  if (roll < 4) return '';
  const name = chance.pick(GIVEN_NAMES);
  return roll < 7 ? (name.normalize('NFD')[0] as string) : name;
}

/** A person with the parts given, the others at random. */
export function invent(chance: Chance, serial: number, parts: Partial<Person> = {}): Person {
  return {
    given_name: chance.pick(GIVEN_NAMES),
    middle_name: middleName(chance),
    surname: surname(chance),
    name_suffix: '',
    birth_date: birthDate(chance, 1938, 2004),
    tax_identifier: neverIssued(serial),
    other_names: '',
    ...parts,
  };
}

/** Two people of one given name who share a surname, or any word of one. */
export function nameKeys(person: Person): string[] {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  return plain(person.surname)
    .split(/[\s-]+/)
    .map((part) => `${plain(person.given_name)} ${part}`);
}
