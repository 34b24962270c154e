/** Inquiries about someone close to a person on file, or close to nobody: none is to be confirmed, and none says why. */
import { type Asked, homeCells, nameCells, notConfirmed } from './asked.ts';
import type { Cells } from './basis.ts';
import type { Home } from './homes.ts';
import type { Person } from './people.ts';
import type { Resident, Town } from './town.ts';
import { times } from './writings.ts';

const one = (town: Town, parts: Partial<Person> = {}, home: Home = town.newHome('no-unit')): Resident =>
  town.settle(town.newPerson(parts), home);

const alike = ({ given_name, middle_name, surname }: Person) => ({ given_name, middle_name, surname });

/** How often, why not, and who is asked about where. */
type Mistake = readonly [number, string, (town: Town) => readonly Cells[]];

const MISTAKES: readonly Mistake[] = [
  [10, "a neighbour's address", (town) => [nameCells(one(town).person), homeCells(one(town).home)]],
  [6, 'a namesake lives elsewhere, and nobody of the name here', elsewhereOnly],
  [4, 'father and son at one address, and the suffix that tells them apart left out', fatherAndSon],
  [4, 'the son is on file, the father was asked about', fatherOfSon],
  [4, 'two people on file whom the name does not tell apart', twoAlike],
  [8, 'nobody of that name is on file', (town) => [nameCells(town.newPerson()), homeCells(one(town).home)]],
  [8, 'the address of the year before', yearBefore],
  [6, 'a suppressed record looks like none', suppressed],
  [4, 'another given name in the household', household],
];

export function otherPeople(town: Town): Asked[] {
  return MISTAKES.flatMap(([count, why, ask]) => times(count, () => notConfirmed(why, ...ask(town))));
}

function elsewhereOnly(town: Town): Cells[] {
  const { person } = one(town, { middle_name: '' });
  one(town, alike(person));
  return [nameCells(person), homeCells(one(town).home)];
}

function fatherAndSon(town: Town): Cells[] {
  const { person, home } = one(town, { name_suffix: 'Sr' });
  one(town, { ...alike(person), name_suffix: 'Jr' }, home);
  return [alike(person), homeCells(home)];
}

function fatherOfSon(town: Town): Cells[] {
  const { person, home } = one(town, { name_suffix: 'Jr' });
  return [alike(person), { name_suffix: 'Sr' }, homeCells(home)];
}

function twoAlike(town: Town): Cells[] {
  const { person, home } = one(town, { middle_name: '' });
  one(town, alike(person), home);
  return [nameCells(person), homeCells(home)];
}

function yearBefore(town: Town): Cells[] {
  const { person } = one(town);
  const before = town.newHome('no-unit');
  town.settle(person, before, '2023');
  return [nameCells(person), homeCells(before)];
}

function suppressed(town: Town): Cells[] {
  const { person, home } = town.settle(town.newPerson(), town.newHome('no-unit'), '2024', 'suppressed');
  return [nameCells(person), homeCells(home)];
}

function household(town: Town): Cells[] {
  const { person, home } = one(town);
  return [nameCells(person), { given_name: 'Wolfgang' }, homeCells(home)];
}
