/**
 * Mutations: real addresses with one meaningful part changed. None of them may be confirmed.
 * Labelled addresses are changed by their labels; unlabelled texts by the words that are surely a number, a directional or a
 * street type. Parts that policy lets differ (city beside an equal ZIP, ZIP beside an equal city) are left alone, and so are
 * parts that are only added or left out where a relaxed form covers that.
 */
export interface Labelled {
  readonly text: string;
  readonly tokens: readonly (readonly [word: string, label: string])[];
}

export interface Mutation {
  readonly original: string;
  readonly mutated: string;
  readonly part: string;
}

const DIRECTIONS = ['North', 'South', 'East', 'West', 'NE', 'NW', 'SE', 'SW', 'N', 'S', 'E', 'W'];
const DIRECTION_CODE: Readonly<Record<string, string>> = {
  N: 'N',
  S: 'S',
  E: 'E',
  W: 'W',
  NE: 'NE',
  NW: 'NW',
  SE: 'SE',
  SW: 'SW',
  NORTH: 'N',
  SOUTH: 'S',
  EAST: 'E',
  WEST: 'W',
  NORTHEAST: 'NE',
  NORTHWEST: 'NW',
  SOUTHEAST: 'SE',
  SOUTHWEST: 'SW',
  NO: 'N',
  SO: 'S',
};
const TYPES = [
  'Street',
  'Ave',
  'Rd',
  'Drive',
  'Ln',
  'Court',
  'Pl',
  'Boulevard',
  'Way',
  'Cir',
  'Terrace',
  'Trl',
  'Pkwy',
  'Loop',
  'Hill',
  'Park',
  'Ct',
  'St',
];
const TYPE_GROUPS = [
  'st str street strt',
  'av ave avenue aven avenu avn',
  'rd road',
  'dr drive driv drv',
  'ln lane la',
  'ct court crt',
  'pl place',
  'blvd boulevard boul bvd blv bl bd boulv',
  'plz plaza plza',
  'sq square sqr',
  'way wy',
  'cir circle circ ci',
  'ter terr terrace',
  'trl trail tr trails',
  'pkwy parkway pky pkwys py',
  'loop loops',
  'hill hl',
  'park prk pk parks',
].map((group) => group.split(' '));
const NAMES = ['Oak', 'Washington', 'Third', 'Lincoln', 'Maple', 'Hill', 'Lake', 'Green'];

/** Words with accepted abbreviations and plurals: what is one letter shorter may be the same word. */
const TYPE_WORDS =
  /^(PARK|ISLE|GROVE|VISTA|CIRCLE|HEIGHTS?|PLAZA|HOLLOW|RIDGE|VALLEY|SPRINGS?|POINT|SUMMIT|JUNCTION|CENTER|HIGHWAY|HIGHWY|VILLAGE|ISLAND|MOUNTAIN|TRAIL|CROSSING|TUNNEL|CANYON|AVENUE|STREET|DRIVE|PARKWAY|MEADOWS?|SHORES?|HARBOR|GARDENS?|SQUARE|TERRACE|BOULEVARD|EXPRESSWAY|GATEWAY|TURNPIKE|FREEWAY|BRIDGE|MANOR|KNOLLS?|LANDING|ORCHARD|PRAIRIE|RADIAL|RANCH|STREAM|CRESCENT|EXTENSION|FORGE|HAVEN|BOTTOM|BRANCH|BLUFF|BAYOU|ANNEX|CLIFF|CREEK|MOUNT|LODGE|MISSION|PIKE|SPUR|WALK|PATH|LOOP|LANE|TRACK|TRACE|ROUTE|FORT|FIELD|GLEN|PLAIN|PLAINS|STATION|VIEW|COURT|PLACE|ROAD)$/;

/** Letters and digits, upper case. */
function bare(word: string): string {
  return word.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** The changed word with the punctuation of the one it stands for. */
function like(original: string, word: string): string {
  return (/^[^\w]*/.exec(original)?.[0] ?? '') + word + (/[^\w]*$/.exec(original)?.[0] ?? '');
}

function numbersLike(word: string): string[] {
  const digits = /\d+/.exec(word)?.[0];
  if (digits === undefined) return [];
  const value = Number(digits);
  const swapped = digits.length > 1 ? digits.slice(0, -2) + (digits.at(-1) ?? '') + (digits.at(-2) ?? '') : digits;
  const others = [
    value + 1,
    value + 2,
    value + 10,
    value + 100,
    `${value}0`,
    `1${digits}`,
    digits.slice(0, -1),
    digits.slice(1),
    swapped,
    `${digits}5`,
  ];
  if (value > 2) others.push(value - 1, value - 2);
  const changed = others.map(String).filter((other) => other !== '' && Number(other) > 0 && Number(other) !== value);
  return [...new Set(changed)].map((other) => word.replace(digits, other));
}

function directionsLike(word: string): string[] {
  const code = DIRECTION_CODE[bare(word)];
  return code === undefined ? [] : DIRECTIONS.filter((other) => DIRECTION_CODE[bare(other)] !== code);
}

function typesLike(word: string): string[] {
  const group = TYPE_GROUPS.find((types) => types.includes(bare(word).toLowerCase()));
  if (group === undefined) return [];
  return TYPES.filter((type) => !group.includes(type.toLowerCase()));
}

function namesLike(word: string): string[] {
  if (/\d/.test(word)) return numbersLike(word);
  const plain = bare(word);
  if (plain.length < 2) return ['A', 'B', 'Q'].filter((letter) => letter !== plain);
  const type = TYPE_WORDS.test(plain);
  const longer = [`${plain}field`, `Old ${plain}`, `${plain} Park`, ...(type ? [] : [`${plain}s`])];
  const shorter = plain.length > 4 && !type ? [plain.slice(0, -1), plain.slice(1)] : [];
  return [...NAMES.filter((name) => bare(name) !== plain), ...longer, ...shorter];
}

function unitsLike(word: string): string[] {
  const digits = numbersLike(word).slice(0, 5);
  const plain = bare(word);
  const letters = /^[A-Z]$/.test(plain)
    ? ['A', 'B', 'C', 'F', 'K'].filter((letter) => letter !== plain)
    : [`${plain}B`, `${plain}9`];
  return [...digits, ...letters];
}

const CHANGES: Readonly<Record<string, (word: string) => string[]>> = {
  AddressNumber: (word) => [
    ...numbersLike(word),
    ...(/^\d+\W*$/.test(word) ? [`${bare(word)}A`, `${bare(word)} 1/2`] : []),
  ],
  StreetNamePreDirectional: directionsLike,
  StreetNamePostDirectional: directionsLike,
  StreetNamePostType: typesLike,
  StreetName: (word) => (word.includes('#') ? [] : namesLike(word)),
  OccupancyIdentifier: unitsLike,
  USPSBoxID: numbersLike,
  USPSBoxGroupID: numbersLike,
};

/** Words whose absence is policy or custom: titles of Dr. King, directionals, the word highway. */
const MAY_BE_LEFT_OUT =
  /^(dr|doctor|jr|junior|rev|reverend|no|number|#|north|south|east|west|[nsew]|us|u\.s\.|highway|hwy|route|rte|road|rd|state|st)\W*$/i;

/** Every mutation of one labelled address. */
export function* mutationsOf(row: Labelled): Generator<Mutation> {
  const words = row.tokens.map(([word]) => word);
  const names = row.tokens.filter(([, label]) => label === 'StreetName').length;
  const lastBox = row.tokens.findLastIndex(([, label]) => label === 'USPSBoxID');
  for (const [at, [word, label]] of row.tokens.entries()) {
    if (label === 'USPSBoxID' && at !== lastBox) continue;
    const mutated = (others: readonly string[]) => [...words.slice(0, at), ...others, ...words.slice(at + 1)].join(' ');
    for (const other of CHANGES[label]?.(word) ?? [])
      yield { original: row.text, mutated: mutated([like(word, other)]), part: label };
    const tail = /[,]\s*$/.test(word);
    if (label === 'StreetName' && names > 1 && !tail && !MAY_BE_LEFT_OUT.test(word)) {
      yield { original: row.text, mutated: mutated([]), part: 'StreetNameWordLeftOut' };
    }
  }
}

/**
 * Mutations of a text without labels: its first number; directionals and street types up to the first street type and the word
 * after it (what comes later may be the city, which an equal ZIP vouches for). Texts with a box are left to the labelled ones.
 */
export function* mutationsOfText(text: string): Generator<Mutation> {
  const words = text.split(' ');
  if (/\bbox\b/i.test(text)) return;
  const type = words.findIndex((word, at) => at > 1 && typesLike(word).length > 0);
  const end =
    type < 0
      ? 1
      : words[type]?.endsWith(',') === true || directionsLike(words[type + 1] ?? '').length === 0
        ? type + 1
        : type + 2;
  for (const [at, word] of words.entries()) {
    if (at > 0 && words[at - 1]?.endsWith(',') === true) break;
    const changed = at === 0 ? numbersLike(word) : at < end ? [...directionsLike(word), ...typesLike(word)] : [];
    for (const other of changed) {
      const mutated = [...words.slice(0, at), like(word, other), ...words.slice(at + 1)].join(' ');
      yield { original: text, mutated, part: at === 0 ? 'first-number' : 'word' };
    }
  }
}
