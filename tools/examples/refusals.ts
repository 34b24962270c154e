/** Inquiries that a clause refuses or holds, whatever is on file. */
import { type Asked, type Bound, confirmed, homeCells, nameCells, refused } from './asked.ts';
import type { Cells } from './basis.ts';
import { neverIssued } from './people.ts';
import type { Town } from './town.ts';
import { times } from './writings.ts';

/** What stands in the address fields where no address is given. */
const NO_ADDRESS: readonly Cells[] = [
  { delivery_line: 'FAILED TO PROVIDE', postal_code: '60612' },
  { delivery_line: 'Failed to Provide', city: 'Chicago', state: 'IL', postal_code: '60612' },
  { address: 'FAILED TO PROVIDE 85281' },
  { address: 'failed to provide, Dallas, TX 75216' },
  { address: '90210' },
  { postal_code: '33125' },
  { delivery_line: '77002', postal_code: '77002' },
  { delivery_line: 'UNKNOWN ADDRESS', city: 'Houston', state: 'TX', postal_code: '77002' },
  { delivery_line: 'UNKNOWN', postal_code: '10025' },
  { delivery_line: 'NA', city: 'Newark', state: 'NJ' },
  { delivery_line: 'N/A', postal_code: '07102' },
  { delivery_line: 'DONT CARE', city: 'Miami', state: 'FL', postal_code: '33125' },
  { delivery_line: 'HOMELESS', city: 'Seattle', state: 'WA', postal_code: '98104' },
  { delivery_line: 'SAME', city: 'Tampa', state: 'FL', postal_code: '33605' },
  { delivery_line: 'SAME AS ABOVE', postal_code: '33605' },
  { city: 'Springfield', state: 'IL' },
  { address: 'Springfield, IL' },
  { city: 'Springfield', state: 'IL', postal_code: '62704' },
  { delivery_line: '1420', city: 'Omaha', state: 'NE', postal_code: '68102' },
  { address: '1420, Omaha, NE 68102' },
  { delivery_line: 'NONE', postal_code: '19106' },
  { delivery_line: 'NO ADDRESS', city: 'Reno', state: 'NV' },
  { delivery_line: '-', postal_code: '89501' },
  { delivery_line: 'XXXX', city: 'Reno', state: 'NV', postal_code: '89501' },
  {},
  { delivery_line: 'Main Street' },
  { delivery_line: '926 Main Street' },
  { delivery_line: 'REFUSED', postal_code: '80501' },
];

/** How often, the ground, why, and what the cells say instead. */
const STATUTORY: readonly (readonly [number, string, string, Cells])[] = [
  [8, 'period-given', 'no tax year named', { period: '' }],
  [3, 'period-given', 'a tax year outside the agreement', { period: '2019' }],
  [2, 'period-given', 'two years in one question', { period: '2023-2024' }],
  [5, 'criminal-statute', 'a crime that the agreement does not list', { authority: '18 U.S.C. § 1343' }],
  [4, 'criminal-statute', 'a matter of tax administration', { authority: '26 U.S.C. § 7203' }],
  [4, 'criminal-statute', 'a civil provision', { authority: '8 USC 1229a' }],
  [3, 'criminal-statute', 'another subdivision of a listed section', { authority: '8 U.S.C. § 1253(c)' }],
  [3, 'authority-given', 'no statutory authority', { authority: '' }],
  [2, 'authority-given', 'a placeholder for the authority', { authority: 'N/A' }],
  [5, 'one-proceeding', 'two kinds of proceeding chosen', { proceeding: 'investigation; grand-jury' }],
  [3, 'one-proceeding', 'no kind of proceeding chosen', { proceeding: '' }],
  [5, 'personally-engaged', 'no attestation of being engaged', { attests_engaged: '' }],
  [3, 'personally-engaged', 'attestation denied', { attests_engaged: 'no' }],
  [3, 'personally-engaged', 'an officer who is not registered', { officer: 'officer-99' }],
  [2, 'personally-engaged', 'no officer named', { officer: '' }],
  [2, 'personally-engaged', 'no case number', { case_number: '' }],
  [5, 'sole-use', 'sole use not attested', { attests_sole_use: 'false' }],
  [4, 'not-locate', 'the purpose is to locate', { purpose: 'locate' }],
  [3, 'not-locate', 'the purpose is to locate, in other words', { purpose: 'locating the subject for apprehension' }],
  [
    3,
    'not-locate',
    'the reason says that it is to locate',
    { reason: 'The address is needed to locate the subject of a fraud charge for arrest.' },
  ],
  [3, 'purpose-agreed', 'a purpose that the agreement does not name', { purpose: 'civil enforcement' }],
  [2, 'purpose-agreed', 'no purpose', { purpose: '' }],
  [3, 'specific-reason', 'no reason', { reason: '' }],
  [3, 'specific-reason', 'a reason that fits every inquiry', { reason: 'Official law enforcement investigation' }],
  [2, 'specific-reason', 'a placeholder for the reason', { reason: 'see attached' }],
  [3, 'requester-official', 'an official who is not listed', { official: 'section-chief-04' }],
  [2, 'requester-official', 'a delegation that counsel has not allowed', { official: 'delegate-01' }],
  [4, 'order-date', 'no date of the final order', { final_order_date: '' }],
  [3, 'order-date', 'a date of the final order in the future', { final_order_date: '2099-01-01' }],
  [3, 'order-date', 'a date of the final order before there were such orders', { final_order_date: '1901-01-01' }],
  [5, 'person-fields', 'a birth date, which the agreement does not name', { birth_date: '1979-05-17' }],
  [3, 'person-fields', 'a tax identifier, which the agreement does not name', { tax_identifier: neverIssued(9001) }],
];

const NO_NAME: readonly Cells[] = [
  { given_name: '', middle_name: '', surname: '' },
  { given_name: 'UNKNOWN', middle_name: '', surname: 'UNKNOWN' },
  { given_name: 'N/A', middle_name: '', surname: 'N/A' },
  { given_name: '', middle_name: '', surname: 'NONE' },
];

export function refusals(town: Town): Asked[] {
  const someone = () => {
    const { person, home } = town.settle(town.newPerson(), town.newHome('no-unit'));
    return [nameCells(person), homeCells(home)] as const;
  };
  return [
    ...NO_ADDRESS.map((cells) => refused('address-typed', 'no address is given to confirm', someone()[0], cells)),
    ...STATUTORY.flatMap(([count, ground, why, cells]) =>
      times(count, () => refused(ground, why, ...someone(), cells)),
    ),
    ...NO_NAME.map((cells) => refused('name-given', 'no name is given', ...someone(), cells)),
  ];
}

const ONE_OFFICER: Bound = {
  name: 'officer-90',
  free: 25,
  outcome: 'refused',
  ground: 'personally-engaged',
  why: 'nobody is personally engaged with more than 25 people',
};
const ONE_REASON: Bound = {
  name: 'one reason',
  free: 25,
  outcome: 'held',
  ground: 'specific-reason',
  why: 'one reason under many case numbers for more than 25 people: two officers look first',
};

/** One officer named for forty people, and one reason given for forty people under as many case numbers. */
export function bounded(town: Town): Asked[] {
  const ask = (why: string, bound: Bound, cells: Cells): Asked => {
    const { person, home } = town.settle(town.newPerson({ middle_name: '' }), town.newHome('no-unit'));
    return { ...confirmed(why, nameCells(person), homeCells(home), cells), bound };
  };
  const reason = (i: number) =>
    `Subject ${i + 1} is under a final order, and papers filed with the return bear on document fraud.`;
  return [
    ...times(40, () => ask('among the first 25 people of this officer', ONE_OFFICER, { officer: 'officer-90' })),
    ...times(40, (i) =>
      ask('among the first 25 people for whom this reason is given', ONE_REASON, {
        reason: reason(i),
        case_number: `MASS-2026-${100 + i}`,
      }),
    ),
  ];
}

/** Lines that cannot be read, each in its own way; the lines around them are answered. */
export function unreadable(town: Town): Asked[] {
  const spoilt = (why: string, spoil: (line: string) => string | Uint8Array): Asked => {
    const { person, home } = town.settle(town.newPerson(), town.newHome('no-unit'));
    return { ...refused('unreadable', why, nameCells(person), homeCells(home)), spoil };
  };
  const cut = (line: string, cells: number) => line.split(',').slice(0, cells).join(',');
  return [
    spoilt('a quote that the line does not close', (line) => cut(line, 16).replace(/,(?=[^,]*$)/, ',"')),
    spoilt('a quote inside a cell', (line) => line.replace(/,(\d+) /, ',$1 "rear" ')),
    spoilt('too few columns', (line) => cut(line, 15)),
    spoilt('too many columns', (line) => `${line},,`),
    spoilt('a byte that is not UTF-8', (line) =>
      Uint8Array.from([...new TextEncoder().encode(`${line.slice(0, -6)}`), 0xe9, 0x2c, 0x79]),
    ),
    spoilt('a final order date that is no date', (line) => line.replace(/\d{4}-\d{2}-\d{2}$/, '31/12/2019')),
    spoilt('an attestation that is neither yes nor no', (line) =>
      line.replace(/,[A-Za-z1]+,([A-Za-z1]+,[0-9-]+)$/, ',perhaps,$1'),
    ),
    spoilt('the address both as one text and in parts', (line) => line.replace(/,,2024,/, ',see the parts,2024,')),
  ];
}
