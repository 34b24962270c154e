/** Inquiries about the address on file in another writing: each is to be confirmed. */
import { type Asked, confirmed, homeCells, nameCells } from './asked.ts';
import type { Cells } from './basis.ts';
import { type Home, oneText, PLAIN, streetLine, unitText, write } from './homes.ts';
import { otherHome, type Town } from './town.ts';

type House = Home & { kind: 'street' };
type Rewrite = (home: House) => Cells;

const LONG = { suffix: 'long', direction: 'long', unit: 'spelled' } as const;
const upper = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).map(([name, text]) => [name, text.toUpperCase()]));
const lower = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).map(([name, text]) => [name, text.toLowerCase()]));

const STATE_NAMES: Cells = {
  AL: 'Alabama',
  AZ: 'Arizona',
  CA: 'California',
  CO: 'Colorado',
  FL: 'Florida',
  GA: 'Georgia',
  IA: 'Iowa',
  IL: 'Illinois',
  IN: 'Indiana',
  KS: 'Kansas',
  KY: 'Kentucky',
  MI: 'Michigan',
  MN: 'Minnesota',
  MO: 'Missouri',
  NC: 'North Carolina',
  NE: 'Nebraska',
  NM: 'New Mexico',
  NV: 'Nevada',
  OH: 'Ohio',
  OK: 'Oklahoma',
  PA: 'Pennsylvania',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VA: 'Virginia',
  WI: 'Wisconsin',
  WV: 'West Virginia',
};

/** How often, whether the home has a unit, what is written otherwise. */
const REWRITINGS: readonly (readonly [number, 'with-unit' | 'no-unit', string, Rewrite])[] = [
  [14, 'no-unit', 'as on file', (home) => homeCells(home)],
  [16, 'no-unit', 'suffix spelled out', (home) => homeCells(home, { ...PLAIN, suffix: 'long' })],
  [
    10,
    'no-unit',
    'all in upper case, suffix with a full stop',
    (home) => upper({ ...homeCells(home), delivery_line: `${streetLine(home.street, home.number, PLAIN)}.` }),
  ],
  [
    8,
    'no-unit',
    'all in lower case, spaces doubled',
    (home) =>
      lower({ ...homeCells(home), delivery_line: streetLine(home.street, home.number, PLAIN).replaceAll(' ', '  ') }),
  ],
  [10, 'with-unit', 'unit designator spelled out', (home) => homeCells(home, { ...PLAIN, unit: 'spelled' })],
  [8, 'with-unit', 'unit with a number sign', (home) => homeCells(home, { ...PLAIN, unit: 'number-sign' })],
  [
    10,
    'with-unit',
    'unit on the delivery line',
    (home) => ({
      ...homeCells(home),
      delivery_line: `${streetLine(home.street, home.number, PLAIN)} ${unitText(home.unit, PLAIN)}`,
      unit: '',
    }),
  ],
  [
    6,
    'with-unit',
    'unit after a comma on the delivery line, in lower case',
    (home) =>
      lower({
        ...homeCells(home),
        delivery_line: `${streetLine(home.street, home.number, LONG)}, ${unitText(home.unit, PLAIN)}`,
        unit: '',
      }),
  ],
  [
    10,
    'no-unit',
    'ZIP+4',
    (home) => ({ ...homeCells(home), postal_code: `${home.street.zip}-${1200 + (home.number % 7000)}` }),
  ],
  [
    4,
    'no-unit',
    'ZIP+4 without its hyphen',
    (home) => ({ ...homeCells(home), postal_code: `${home.street.zip}${1200 + (home.number % 7000)}` }),
  ],
  [12, 'no-unit', 'no ZIP: city and state name the place', (home) => ({ ...homeCells(home), postal_code: '' })],
  [8, 'no-unit', 'no city: the ZIP names the place', (home) => ({ ...homeCells(home), city: '' })],
  [
    6,
    'no-unit',
    'neither city nor state: the ZIP names the place',
    (home) => ({ ...homeCells(home), city: '', state: '' }),
  ],
  [12, 'no-unit', 'one text with commas', (home) => ({ address: oneText(home, PLAIN, 'commas') })],
  [8, 'with-unit', 'one text with commas and unit', (home) => ({ address: oneText(home, LONG, 'commas') })],
  [10, 'no-unit', 'one text without commas', (home) => ({ address: oneText(home, PLAIN, 'no-commas') })],
  [6, 'with-unit', 'one text without commas, with unit', (home) => ({ address: oneText(home, PLAIN, 'no-commas') })],
  [
    6,
    'no-unit',
    'one text without commas, all in upper case',
    (home) => ({ address: oneText(home, LONG, 'no-commas').toUpperCase() }),
  ],
  [4, 'no-unit', 'country named', (home) => ({ ...homeCells(home), country: 'USA' })],
];

/** Directionals spelled out, and state names: only at streets that have them. */
const AT_SOME: readonly (readonly [number, (home: House) => boolean, string, Rewrite])[] = [
  [
    12,
    (home) => home.street.pre !== '',
    'directional before the street spelled out',
    (home) => homeCells(home, { ...PLAIN, direction: 'long' }),
  ],
  [
    8,
    (home) => home.street.post !== '',
    'directional after the street spelled out',
    (home) => homeCells(home, { ...LONG, unit: 'given' }),
  ],
  [
    8,
    (home) => home.street.state in STATE_NAMES,
    'state spelled out',
    (home) => ({ ...homeCells(home), state: STATE_NAMES[home.street.state] ?? '' }),
  ],
];

export function otherWritings(town: Town): Asked[] {
  const usual = REWRITINGS.flatMap(([count, unit, why, rewrite]) =>
    times(count, () => one(town, town.newHome(unit), why, rewrite)),
  );
  const some = AT_SOME.flatMap(([count, where, why, rewrite]) =>
    times(count, () =>
      one(
        town,
        town.newHome('no-unit', (street) => where({ kind: 'street', street, number: 1, unit: null })),
        why,
        rewrite,
      ),
    ),
  );
  return [...usual, ...some, ...otherKinds(town)];
}

function one(town: Town, home: House, why: string, rewrite: Rewrite): Asked {
  const { person } = town.settle(town.newPerson(), home);
  return confirmed(why, nameCells(person), rewrite(home));
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const KINDS: readonly (readonly [Exclude<Home['kind'], 'street'>, string, string])[] = [
  ['po-box', 'PO Box ', 'P.O. BOX '],
  ['po-box', 'PO Box ', 'Post Office Box '],
  ['po-box', 'PO Box ', 'P O Box '],
  ['po-box', 'PO Box ', 'po box '],
  ['rural', 'RR ', 'Rural Route '],
  ['rural', 'RR ', 'R.R. '],
  ['rural', 'RR ', 'rr '],
  ['highway', 'HC ', 'Highway Contract '],
  ['highway', 'HC ', 'hc '],
  ['military', ' Box ', ' BOX '],
  ['military', ' Box ', ', Box '],
  ['military', ' Box ', ' box '],
  ['urbanizacion', 'Urb ', 'URB. '],
  ['urbanizacion', 'Urb ', 'URB '],
  ['urbanizacion', 'Urb ', 'Urbanizacion '],
  ['general-delivery', 'General', 'GENERAL'],
  ['general-delivery', 'Delivery', 'delivery'],
];

function otherKinds(town: Town): Asked[] {
  return KINDS.map(([kind, from, to], index) => {
    const home = otherHome(town, kind, index);
    const { person } = town.settle(town.newPerson(), home);
    const { delivery_line } = write(home, PLAIN);
    return confirmed(`${kind} in another writing`, nameCells(person), homeCells(home), {
      delivery_line: delivery_line.replace(from, to),
    });
  });
}
