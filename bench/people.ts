/**
 * People for benchmarks: invented names, birth dates and addresses, the same for the same seed. Names are drawn unevenly,
 * so that namesakes occur; households share an address; streets repeat within their ZIP under several suffixes.
 */

const GIVEN =
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Carlos Karen Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra Luis Margaret Steven Ashley Andrew Kimberly Paul Emily Joshua Donna Kenneth Michelle Kevin Carol Brian Amanda Jose Melissa Edward Deborah Maria Stephanie Wei Rebecca Ana Laura Mohammed Priya Olga Nguyen Fatima Ivan'.split(
    ' ',
  );
const SURNAME_STARTS =
  'Sm Wil Jo Bro Dav Mil Gar Rod Mar Her Lop Gon And Tho Tay Moo Jac Lee Per Whi Har San Cla Ram Lew Rob Wal You All Kin Wri Sco Tor Ngu Hil Flo Gre Ada Nel Bak Hal Riv Cam Mit Car'.split(
    ' ',
  );
const SURNAME_MIDDLES = 'a e i o u an en in on ar er or al el il'.split(' ');
const SURNAME_ENDS = 'th ns son ez ley ton man ski do ra well ford by er s nd rt'.split(' ');
const STREETS =
  'Oak Maple Cedar Pine Elm Washington Lake Hill Walnut Spring North Ridge Church Willow Mill Sunset Railroad Jackson Cherry West Center Highland Franklin River Forest Jefferson Park Lincoln Meadow Chestnut Dogwood Hickory Jones Locust Poplar Laurel Magnolia Sycamore Birch Union'.split(
    ' ',
  );
const SUFFIXES = 'St Ave Rd Dr Ln Ct Blvd Pl Way Ter'.split(' ');
const CITIES: readonly (readonly [string, string, number])[] = [
  ['Springfield', 'IL', 62701],
  ['Columbus', 'OH', 43201],
  ['Austin', 'TX', 78701],
  ['Denver', 'CO', 80201],
  ['Portland', 'OR', 97201],
  ['Madison', 'WI', 53701],
  ['Nashville', 'TN', 37201],
  ['Phoenix', 'AZ', 85001],
  ['Atlanta', 'GA', 30301],
  ['Raleigh', 'NC', 27601],
  ['Omaha', 'NE', 68101],
  ['Tampa', 'FL', 33601],
];

export const HEADER =
  'record_id,given_name,middle_name,surname,name_suffix,birth_date,tax_identifier,period,delivery_line,unit,city,state,postal_code\n';

/** A generator of numbers in [0, below): xorshift, 32 bits. */
function draws(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

type Draw = (below: number) => number;

/** Smaller places are drawn more often. */
const pick = (list: readonly string[], draw: Draw): string =>
  list[Math.min(draw(list.length), draw(list.length))] as string;
const two = (n: number): string => String(n).padStart(2, '0');

/** One register row as a line of CSV under HEADER. */
function line(n: number, home: string, draw: Draw): string {
  const surname =
    pick(SURNAME_STARTS, draw) +
    pick(SURNAME_MIDDLES, draw) +
    pick(SURNAME_ENDS, draw) +
    (draw(3) === 0 ? pick(SURNAME_ENDS, draw) : '');
  const double = draw(12) === 0 ? ` ${pick(SURNAME_STARTS, draw)}${pick(SURNAME_ENDS, draw)}` : '';
  const middle = draw(2) === 0 ? pick(GIVEN, draw) : '';
  const suffix = draw(40) === 0 ? 'Jr' : '';
  const birth = `${1930 + draw(75)}-${two(1 + draw(12))}-${two(1 + draw(28))}`;
  // 9xx-00-xxxx and 9xx-1x-xxxx: shaped like an identifier, never issued.
  const identifier = `9${two(n % 100)}${two(Math.floor(n / 1e6) % 50)}${String(Math.floor(n / 100) % 10000).padStart(4, '0')}`;
  return `R${n},${pick(GIVEN, draw)},${middle},${surname}${double},${suffix},${birth},${identifier},2024,${home}\n`;
}

function address(draw: Draw): string {
  const [city, state, zip] = CITIES[draw(CITIES.length)] as (typeof CITIES)[number];
  const direction = draw(3) === 0 ? `${'NSEW'[draw(4)]} ` : '';
  const street = `${STREETS[draw(STREETS.length)]}${draw(4) === 0 ? ` ${STREETS[draw(STREETS.length)]}` : ''}`;
  const unit = draw(4) === 0 ? `Apt ${1 + draw(300)}` : '';
  return `${1 + draw(9999)} ${direction}${street} ${SUFFIXES[draw(SUFFIXES.length)]},${unit},${city},${state},${zip + draw(90)}`;
}

/** A register file of so many people, in chunks of about 256 kB. */
export async function* registerFile(people: number, seed = 42): AsyncGenerator<Uint8Array> {
  const draw = draws(seed);
  const encoder = new TextEncoder();
  let text = HEADER;
  let home = address(draw);
  for (let n = 1; n <= people; n++) {
    if (draw(5) < 2) home = address(draw); // else the household goes on
    text += line(n, home, draw);
    if (text.length < 1 << 18) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}
