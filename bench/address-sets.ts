/** Published labelled sets, as texts with the parts that a parser should find. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparable, type Parser, type Parts } from './address-peers.ts';

export interface LabelledText {
  readonly text: string;
  readonly expected: Parts;
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of an NDJSON file. */
export function rowsOf<T>(folder: string, name: string): T[] {
  const text = readFileSync(join(folder, `${name}.ndjson`), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

interface TaggedRow {
  readonly id: string;
  readonly text: string;
  readonly tokens: readonly (readonly [string, string])[];
}

const STREET = new Set([
  'StreetNamePreDirectional',
  'StreetNamePreModifier',
  'StreetNamePreType',
  'StreetName',
  'StreetNamePostType',
  'StreetNamePostDirectional',
  'StreetNamePostModifier',
]);
const FOREIGN = new Set(['LandmarkName', 'IntersectionSeparator', 'CornerOf', 'NotAddress']);

/** usaddress rows: those with a number or a box, and no landmark or intersection (an address is what is compared). */
function tagged(row: TaggedRow): LabelledText | null {
  if (row.tokens.some(([, label]) => FOREIGN.has(label))) return null;
  const words = (labels: ReadonlySet<string>) =>
    row.tokens
      .filter(([, label]) => labels.has(label))
      .map(([word]) => word)
      .join(' ');
  const of = (...labels: string[]) => words(new Set(labels));
  const number = of('AddressNumberPrefix', 'AddressNumber', 'AddressNumberSuffix') || of('USPSBoxID');
  if (number === '' || of('USPSBoxGroupID') !== '') return null;
  const expected = comparable({
    number,
    street: words(STREET),
    unit: of('OccupancyIdentifier', 'SubaddressIdentifier'),
    city: of('PlaceName'),
    state: of('StateName'),
    zip: of('ZipCode').replace(/\D/g, ''),
  });
  return { text: row.text, expected };
}

function isFull(set: LabelledText | null): set is LabelledText {
  return set !== null;
}

function pagc(row: Row): LabelledText | null {
  const expected = row['expected'] as Readonly<Record<string, string>>;
  if ((expected['house_num'] ?? '') === '') return null;
  const part = (...names: string[]) =>
    names
      .map((name) => expected[name] ?? '')
      .join(' ')
      .trim();
  const unit = part('unit').replace(/^((APARTMENT|SUITE|FLOOR|UNIT|BUILDING|ROOM|#) *)+/, '');
  const street = part('predir', 'qual', 'pretype', 'name', 'suftype', 'sufdir');
  return {
    text: `${String(row['micro'])}, ${String(row['macro'])}`,
    expected: comparable({
      number: part('house_num'),
      street,
      unit,
      city: part('city'),
      state: part('state'),
      zip: part('postcode'),
    }),
  };
}

function pagcParse(row: Row): LabelledText | null {
  const part = (name: string) => String(row[name] ?? '');
  if (part('num') === '' || part('street2') !== '') return null;
  return {
    text: part('text'),
    expected: comparable({
      number: part('num'),
      street: part('street'),
      city: part('city'),
      state: part('state'),
      zip: part('zip'),
    }),
  };
}

function parseAddress(row: Row): LabelledText | null {
  const expected = row['expected'] as Readonly<Record<string, string>>;
  const part = (name: string) => expected[name] ?? '';
  if (part('number') === '' || part('fsa') !== '') return null;
  const street = [part('prefix'), part('street'), part('type'), part('suffix')].join(' ');
  return {
    text: String(row['text']),
    expected: comparable({
      number: part('number'),
      street,
      unit: part('sec_unit_num'),
      city: part('city'),
      state: part('state'),
      zip: part('zip'),
    }),
  };
}

function peliasTest(row: Row): LabelledText | null {
  if (!/usa/.test(String(row['file']))) return null;
  const found = Object.assign({}, ...(row['expected'] as Row[])) as Readonly<Record<string, string>>;
  if ((found['housenumber'] ?? '') === '') return null;
  const { housenumber = '', street = '', unit = '', locality = '', region = '', postcode = '' } = found;
  return {
    text: String(row['text']),
    expected: comparable({ number: housenumber, street, unit, city: locality, state: region, zip: postcode }),
  };
}

/** The sets about US addresses, by name. */
export function labelledSets(folder: string): Record<string, LabelledText[]> {
  const usaddress = rowsOf<TaggedRow>(folder, 'usaddress_test');
  return {
    usaddress_test: usaddress.map(tagged).filter(isFull),
    usaddress_labeled: usaddress
      .filter(({ id }) => id.startsWith('labeled') || id.startsWith('simple') || id.startsWith('multi'))
      .map(tagged)
      .filter(isFull),
    us50: usaddress
      .filter(({ id }) => id.startsWith('us50'))
      .map(tagged)
      .filter(isFull),
    pagc_standardize: rowsOf<Row>(folder, 'pagc_standardize_tests').map(pagc).filter(isFull),
    pagc_parse_address: rowsOf<Row>(folder, 'pagc_parse_address_tests').map(pagcParse).filter(isFull),
    parse_address_tests: rowsOf<Row>(folder, 'parse_address_tests').map(parseAddress).filter(isFull),
    pelias_parser_usa: rowsOf<Row>(folder, 'pelias_parser_tests').map(peliasTest).filter(isFull),
  };
}

/** Share of texts of which every part is right. */
export function fullParse(set: readonly LabelledText[], parser: Parser): number {
  const right = set.filter(({ text, expected }) => JSON.stringify(parser(text)) === JSON.stringify(expected));
  return set.length === 0 ? 0 : Number((right.length / set.length).toFixed(4));
}
