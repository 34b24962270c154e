/** Inquiries under the consent agreement: name, birth date and address, the current one or that of a year. */
import { type Asked, type Bound, confirmed, homeCells, nameCells, notConfirmed, refused } from './asked.ts';
import type { Cells } from './basis.ts';
import { oneText, PLAIN } from './homes.ts';
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
  [2, 'not-locate', 'the purpose is to locate', { purpose: 'locate' }],
  [2, 'period-agreed', 'a year outside the agreement', { period: '2019' }],
  [2, 'personally-engaged', 'no attestation of being engaged', { attests_engaged: '' }],
  [2, 'sole-use', 'sole use not attested', { attests_sole_use: 'no' }],
  [2, 'address-typed', "the requester's own office", OFFICE],
  [1, 'address-typed', "the requester's own office, with a unit", { ...OFFICE, unit: 'Ste 400' }],
  [2, 'address-typed', 'no address is given to confirm', { delivery_line: 'FAILED TO PROVIDE' }],
  [1, 'address-typed', 'a ZIP code is no address', { delivery_line: '', city: '', state: '' }],
];

const bornCells = (person: Person): Cells => ({ ...nameCells(person), birth_date: person.birth_date });

export function consentInquiries(town: Town): Asked[] {
  const current = (): Resident => town.settle(town.newPerson(), town.newHome('no-unit'), '');
  return [
    ...times(14, () => {
      const { person, home } = current();
      return confirmed('current address as on file', bornCells(person), homeCells(home));
    }),
    ...times(6, () => {
      const { person, home } = current();
      return confirmed('current address as one text', bornCells(person), {
        address: oneText(home, { ...PLAIN, suffix: 'long' }, 'commas'),
      });
    }),
    ...times(5, () => {
      const { person, home } = town.settle(town.newPerson(), town.newHome('no-unit'));
      return confirmed('address of the year named', bornCells(person), homeCells(home), { period: '2024' });
    }),
    ...times(4, () => {
      const { person, home } = current();
      const twin = town.newPerson({
        ...person,
        birth_date: birthDate(town.chance, 1930, 1937),
        tax_identifier: neverIssued(8000 + town.residents.length),
      });
      town.settle(twin, home, '');
      return confirmed('two of one name at the address, told apart by birth date', bornCells(person), homeCells(home));
    }),
    ...times(6, () => {
      const { person, home } = current();
      return notConfirmed('another birth date', bornCells(person), { birth_date: '1929-02-28' }, homeCells(home));
    }),
    ...times(5, () => {
      const home = town.newHome('no-unit');
      const { person } = town.settle(town.newPerson(), home, '');
      return notConfirmed(
        'the house next door',
        bornCells(person),
        homeCells({ ...home, number: town.emptyNumber(home) }),
      );
    }),
    ...times(4, () => {
      const { person, home } = town.settle(town.newPerson(), town.newHome('no-unit'), '2023');
      return notConfirmed('an address of an earlier year, not the current one', bornCells(person), homeCells(home));
    }),
    ...oneAfterAnother(town),
    ...REFUSED.flatMap(([count, ground, why, cells]) =>
      times(count, () => {
        const { person, home } = current();
        return refused(ground, why, bornCells(person), homeCells(home), cells);
      }),
    ),
  ];
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
