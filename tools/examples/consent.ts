/** Inquiries under the consent agreement: name, birth date and address, the current one or that of a year. */
import { type Asked, type Bound, confirmed, homeCells, nameCells, notConfirmed, refused } from './asked.ts';
import type { Cells } from './basis.ts';
import { oneText, PLAIN } from './homes.ts';
import { NICKNAMES } from './names.ts';
import { birthDate, neverIssued, type Person } from './people.ts';
import type { Resident, Town } from './town.ts';
import { times } from './writings.ts';

const FIVE_QUESTIONS: Bound = {
  name: 'one person',
  free: 5,
  outcome: 'held',
  ground: 'budget',
  why: 'more distinct questions about one person than the agreement allots',
};

const OFFICE: Cells = {
  delivery_line: '1200 Pennsylvania Ave NW',
  city: 'Washington',
  state: 'DC',
  postal_code: '20004',
};

const REFUSED: readonly (readonly [number, string, string, Cells])[] = [
  [3, 'person-fields', 'no birth date', { birth_date: '' }],
  [3, 'person-fields', 'a tax identifier, which the agreement does not name', { tax_identifier: neverIssued(9002) }],
  [2, 'consent-given', 'no consent', { consent_date: '', consent_scope: '', consent_sha256: '' }],
  [2, 'consent-given', 'a consent without its SHA-256', { consent_sha256: '' }],
  [2, 'consent-given', 'a consent dated in the future', { consent_date: '2099-03-01' }],
  [2, 'consent-given', 'a consent that is too old', { consent_date: '2021-03-01' }],
  [2, 'purpose-agreed', 'a purpose that the agreement does not name', { purpose: 'collections' }],
  [
    2,
    'not-locate',
    'the reason says that it is to locate',
    { reason: 'The office wants to locate the applicant at home.' },
  ],
  [2, 'period-agreed', 'a year outside the agreement', { period: '2019' }],
  [2, 'personally-engaged', 'no attestation of being engaged', { attests_engaged: '' }],
  [2, 'sole-use', 'sole use not attested', { attests_sole_use: 'no' }],
  [2, 'address-typed', "the requester's own office", OFFICE],
  [1, 'address-typed', "the requester's own office, with a unit", { ...OFFICE, unit: 'Ste 400' }],
  [2, 'address-typed', 'no address is given to confirm', { delivery_line: 'FAILED TO PROVIDE' }],
  [1, 'address-typed', 'a ZIP code is no address', { delivery_line: '', city: '', state: '' }],
];

const bornCells = (person: Person): Cells => ({ ...nameCells(person), birth_date: person.birth_date });

/** How often, which outcome, why, and who is asked about where. */
type Plan = readonly [number, typeof confirmed, string, (town: Town, i: number) => readonly Cells[]];

const current = (town: Town, parts: Partial<Person> = {}): Resident =>
  town.settle(town.newPerson(parts), town.newHome('no-unit'), '');

const ANSWERED: readonly Plan[] = [
  [14, confirmed, 'current address as on file', asOnFile],
  [6, confirmed, 'current address as one text', asOneText],
  [5, confirmed, 'address of the year named', ofTheYear],
  [4, confirmed, 'two of one name at the address, told apart by birth date', namesakes],
  [3, confirmed, 'a nickname, and the birth date agrees', byNickname],
  [6, notConfirmed, 'another birth date', bornOtherwise],
  [5, notConfirmed, 'the house next door', nextDoor],
  [4, notConfirmed, 'an address of an earlier year, not the current one', ofEarlier],
];

export function consentInquiries(town: Town): Asked[] {
  const answered = ANSWERED.flatMap(([count, outcome, why, ask]) => times(count, (i) => outcome(why, ...ask(town, i))));
  const refusals = REFUSED.flatMap(([count, ground, why, cells]) =>
    times(count, () => refused(ground, why, ...asOnFile(town), cells)),
  );
  return [...answered, ...oneAfterAnother(town), ...refusals];
}

function asOnFile(town: Town): Cells[] {
  const { person, home } = current(town);
  return [bornCells(person), homeCells(home)];
}

function asOneText(town: Town): Cells[] {
  const { person, home } = current(town);
  return [bornCells(person), { address: oneText(home, { ...PLAIN, suffix: 'long' }, 'commas') }];
}

function ofTheYear(town: Town): Cells[] {
  const { person, home } = town.settle(town.newPerson(), town.newHome('no-unit'));
  return [bornCells(person), homeCells(home), { period: '2024' }];
}

function namesakes(town: Town): Cells[] {
  const { person, home } = current(town);
  const tax_identifier = neverIssued(8000 + town.residents.length);
  town.settle(town.newPerson({ ...person, birth_date: birthDate(town.chance, 1930, 1937), tax_identifier }), home, '');
  return [bornCells(person), homeCells(home)];
}

function byNickname(town: Town, i: number): Cells[] {
  const [given_name, short] = NICKNAMES[i] as (typeof NICKNAMES)[number];
  const { person, home } = current(town, { given_name, middle_name: '' });
  return [bornCells(person), { given_name: short }, homeCells(home)];
}

function bornOtherwise(town: Town): Cells[] {
  return [...asOnFile(town), { birth_date: '1929-02-28' }];
}

function nextDoor(town: Town): Cells[] {
  const home = town.newHome('no-unit');
  const { person } = town.settle(town.newPerson(), home, '');
  return [bornCells(person), homeCells({ ...home, number: town.emptyNumber(home) })];
}

function ofEarlier(town: Town): Cells[] {
  const { person, home } = town.settle(town.newPerson(), town.newHome('no-unit'), '2023');
  return [bornCells(person), homeCells(home)];
}

/** House after house for one person: from the sixth on the inquiries wait for two officers. */
function oneAfterAnother(town: Town): Asked[] {
  const home = town.newHome('no-unit');
  const { person } = town.settle(town.newPerson(), home, '');
  return times(8, (i) => ({
    ...notConfirmed(
      'a guess at the address, within the allotment',
      bornCells(person),
      homeCells({ ...home, number: home.number + 101 + 2 * i }),
    ),
    bound: FIVE_QUESTIONS,
  }));
}
