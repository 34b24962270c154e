/** Real public streets from the MIT and NCSA licensed rows of usaddress, in labelled parts; never its OSM rows (ODbL). */
import { readFileSync } from 'node:fs';

export interface Place {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export interface Street extends Place {
  readonly pre: string;
  readonly name: string;
  readonly suffix: string;
  readonly post: string;
  readonly number: number;
}

interface Labelled {
  readonly source: string;
  readonly tokens: readonly (readonly [string, string])[];
}

/** Street suffixes written as Publication 28 has them, short and long. */
export const SUFFIXES: Readonly<Record<string, readonly [string, string]>> = {
  AVE: ['Ave', 'Avenue'],
  BLVD: ['Blvd', 'Boulevard'],
  CIR: ['Cir', 'Circle'],
  CT: ['Ct', 'Court'],
  DR: ['Dr', 'Drive'],
  LN: ['Ln', 'Lane'],
  PKWY: ['Pkwy', 'Parkway'],
  PL: ['Pl', 'Place'],
  RD: ['Rd', 'Road'],
  ST: ['St', 'Street'],
  TER: ['Ter', 'Terrace'],
  TRL: ['Trl', 'Trail'],
};

export const DIRECTIONS: Readonly<Record<string, string>> = {
  N: 'North',
  S: 'South',
  E: 'East',
  W: 'West',
  NE: 'Northeast',
  NW: 'Northwest',
  SE: 'Southeast',
  SW: 'Southwest',
};

/** The states by the first digit of their ZIPs: a row whose state and ZIP disagree is left out. */
const BY_FIRST_DIGIT = [
  'CT MA ME NH NJ RI VT',
  'DE NY PA',
  'DC MD NC SC VA WV',
  'AL FL GA MS TN',
  'IN KY MI OH',
  'IA MN MT ND SD WI',
  'IL KS MO NE',
  'AR LA OK TX',
  'AZ CO ID NM NV UT WY',
  'AK CA HI OR WA',
];

const SUFFIX_OF = new Map(
  Object.entries(SUFFIXES).flatMap(([key, [short, long]]) => [
    [short.toUpperCase(), key],
    [long.toUpperCase(), key],
  ]),
);
const DIRECTION_OF = new Map(
  Object.entries(DIRECTIONS).flatMap(([key, long]) => [
    [key, key],
    [long.toUpperCase(), key],
  ]),
);

/** City names that a data source has cut short. */
const CLIPPED = /\b(Bh|Br|Hl|Mc|Pk|Pt|Tw|Twp|Vy|Wd|Wood|Rl|Dl)\b/;

const bare = (word: string) => word.replace(/[.,]+$/, '');
const title = (text: string) =>
  text.toLowerCase().replace(/(^|[ '-])([a-z])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase());

/** Streets whose parts are beyond doubt, each once, in the order of the files. */
export function realStreets(folder: string): Street[] {
  const streets = new Map<string, Street>();
  for (const file of ['usaddress_test.ndjson', 'usaddress_train.ndjson']) {
    for (const line of readFileSync(`${folder}/${file}`, 'utf8').split('\n')) {
      const street = line === '' ? null : streetOf(JSON.parse(line) as Labelled);
      if (street !== null)
        streets.set(`${street.name} ${street.zip}`, streets.get(`${street.name} ${street.zip}`) ?? street);
    }
  }
  return [...streets.values()];
}

function streetOf(row: Labelled): Street | null {
  if (!/us50|\/labeled\.xml$/.test(row.source) || /osm/.test(row.source)) return null;
  const of = (label: RegExp) => row.tokens.filter(([, each]) => label.test(each)).map(([word]) => bare(word));
  if (
    row.tokens.some(
      ([, label]) =>
        !/^(AddressNumber|StreetName(PreDirectional|PostType|PostDirectional)?|PlaceName|StateName|ZipCode)$/.test(
          label,
        ),
    )
  )
    return null;
  const place = placeOf(of(/^PlaceName$/), of(/^StateName$/), of(/^ZipCode$/));
  const number = of(/^AddressNumber$/).join(' ');
  const words = partsOf(of(/^StreetName/));
  return place === null || words === null || !/^[1-9]\d{0,4}$/.test(number)
    ? null
    : { ...place, ...words, number: Number(number) };
}

function placeOf(city: readonly string[], state: readonly string[], zip: readonly string[]): Place | null {
  const code = state.join(' ').toUpperCase();
  const five = zip.join('').slice(0, 5);
  if (!/^\d{5}$/.test(five) || five.endsWith('000')) return null;
  if (!BY_FIRST_DIGIT[Number(five[0])]?.split(' ').includes(code)) return null;
  const name = title(city.join(' '));
  return /^[A-Z][a-z]+( [A-Z][a-z]+){0,2}$/.test(name) && !CLIPPED.test(name) && !city.some(isStreetWord)
    ? { city: name, state: code, zip: five }
    : null;
}

function isStreetWord(word: string): boolean {
  return SUFFIX_OF.has(word.toUpperCase()) || DIRECTION_OF.has(word.toUpperCase());
}

/** [directional] name suffix [directional], where no word of the name could itself be one of the others. */
function partsOf(words: readonly string[]): Pick<Street, 'pre' | 'name' | 'suffix' | 'post'> | null {
  const upper = words.map((word) => word.toUpperCase());
  const pre = DIRECTION_OF.get(upper[0] ?? '') ?? '';
  const post = DIRECTION_OF.get(upper.at(-1) ?? '') ?? '';
  const core = upper.slice(pre === '' ? 0 : 1, post === '' ? undefined : -1);
  const suffix = SUFFIX_OF.get(core.at(-1) ?? '') ?? '';
  const name = core.slice(0, -1);
  if (suffix === '' || name.length === 0 || name.length > 2 || name.some(isStreetWord)) return null;
  if (
    !name.every((word) => /^([A-Z]{3,}|\d+(ST|ND|RD|TH))$/.test(word)) ||
    /HIGHWAY|HWY|COUNTY|STATE|ROUTE/.test(name.join())
  )
    return null;
  return { pre, name: title(name.join(' ')).replace(/\d+\w+/, (word) => word.toLowerCase()), suffix, post };
}
