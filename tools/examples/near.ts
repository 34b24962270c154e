/** Inquiries about an address or a person close to one on file: none is to be confirmed, and none says why. */
import { type Asked, homeCells, nameCells, notConfirmed } from './asked.ts';
import type { Cells } from './basis.ts';
import type { Home } from './homes.ts';
import { DIRECTIONS, type Street, SUFFIXES } from './streets.ts';
import { otherHome, type Town } from './town.ts';
import { times } from './writings.ts';

type House = Home & { kind: 'street' };

const OPPOSITE: Readonly<Record<string, string>> = {
  N: 'S',
  S: 'N',
  E: 'W',
  W: 'E',
  NE: 'NW',
  NW: 'SW',
  SE: 'NE',
  SW: 'SE',
};
const PLACES = [
  { city: 'Spokane', state: 'WA', postal_code: '99201' },
  { city: 'Bangor', state: 'ME', postal_code: '04401' },
  { city: 'Laredo', state: 'TX', postal_code: '78040' },
  { city: 'Duluth', state: 'MN', postal_code: '55802' },
];

const elsewhere = (street: Street, i: number): Cells => {
  const place = PLACES[i % PLACES.length] as (typeof PLACES)[number];
  return place.state === street.state ? (PLACES[(i + 1) % PLACES.length] as Cells) : place;
};
const changed = (home: House, street: Partial<Street>): Home => ({ ...home, street: { ...home.street, ...street } });
const otherSuffix = (suffix: string, i: number): string => {
  const keys = Object.keys(SUFFIXES).filter((key) => key !== suffix);
  return keys[i % keys.length] as string;
};

/** How often, whether the home on file has a unit, at which streets, why, and what is asked instead. */
type Change = readonly [
  number,
  'with-unit' | 'no-unit',
  (street: Street) => boolean,
  string,
  (home: House, town: Town, i: number) => Cells,
];

const any = () => true;
const CHANGES: readonly Change[] = [
  [16, 'no-unit', any, 'the house next door', (home, town) => homeCells({ ...home, number: town.emptyNumber(home) })],
  [4, 'no-unit', any, 'house number with a digit more', (home) => homeCells({ ...home, number: home.number * 10 + 1 })],
  [
    14,
    'no-unit',
    any,
    'another suffix on the street',
    (home, _, i) => homeCells(changed(home, { suffix: otherSuffix(home.street.suffix, i) })),
  ],
  [
    8,
    'no-unit',
    (street) => street.pre in DIRECTIONS,
    'another directional before the street',
    (home) => homeCells(changed(home, { pre: OPPOSITE[home.street.pre] ?? '' })),
  ],
  [
    6,
    'no-unit',
    (street) => street.post in DIRECTIONS,
    'another directional after the street',
    (home) => homeCells(changed(home, { post: OPPOSITE[home.street.post] ?? '' })),
  ],
  [
    10,
    'with-unit',
    any,
    'another unit of the building',
    (home) =>
      homeCells({
        ...home,
        unit: { designator: home.unit?.designator ?? 'Apt', id: `${home.unit?.id.replace(/\D/g, '')}7` },
      }),
  ],
  [6, 'with-unit', any, 'the building without the unit on file', (home) => homeCells({ ...home, unit: null })],
  [
    5,
    'no-unit',
    any,
    'a unit where none is on file',
    (home) => homeCells({ ...home, unit: { designator: 'Apt', id: '12' } }),
  ],
  [
    10,
    'no-unit',
    any,
    'a street of that name in another city',
    (home, _, i) => ({ ...homeCells(home), ...elsewhere(home.street, i) }),
  ],
  [
    5,
    'no-unit',
    any,
    'another city, no ZIP',
    (home, _, i) => ({ ...homeCells(home), ...elsewhere(home.street, i), postal_code: '' }),
  ],
  [
    6,
    'no-unit',
    any,
    'another street of the town',
    (home) => homeCells(changed(home, { name: home.street.name === 'Quarry' ? 'Foundry' : 'Quarry' })),
  ],
];

export function nearButDifferent(town: Town): Asked[] {
  const addresses = CHANGES.flatMap(([count, unit, where, why, change]) =>
    times(count, (i) => {
      const home = town.newHome(unit, where);
      const { person } = town.settle(town.newPerson(), home);
      return notConfirmed(why, nameCells(person), change(home, town, i));
    }),
  );
  return [...addresses, ...otherBoxes(town)];
}

function otherBoxes(town: Town): Asked[] {
  const kinds = ['po-box', 'po-box', 'rural', 'highway', 'military', 'po-box'] as const;
  return kinds.map((kind, i) => {
    const home = otherHome(town, kind, 100 + i);
    const { person } = town.settle(town.newPerson(), home);
    const box = homeCells(home)['delivery_line']?.replace(/\d+$/, (number) => String(Number(number) + 1)) ?? '';
    return notConfirmed(`another box (${kind})`, nameCells(person), homeCells(home), { delivery_line: box });
  });
}
