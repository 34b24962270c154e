/** The npm parsers beside ours: each reads a text into the same parts. Peers only; nothing in src/ depends on them. */
import { createRequire } from 'node:module';
import { foldWords } from '../src/matching/characters.ts';
import { cityWords, cutTail } from '../src/matching/locality.ts';
import { type Place, reading, segmentsOf, textReadings } from '../src/matching/readings.ts';
import { parseStreet } from '../src/matching/street.ts';
import { DIRECTIONALS } from '../src/matching/tables/directionals.ts';
import { CARDINAL_WORDS, ORDINALS } from '../src/matching/tables/numbers.ts';
import { STATES } from '../src/matching/tables/states.ts';
import { NAME_ABBREVIATIONS, SUFFIXES } from '../src/matching/tables/suffixes.ts';

/** What every parser is asked for; '' = not found. Street holds directionals and suffix. */
export interface Parts {
  readonly number: string;
  readonly street: string;
  readonly unit: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export type Parser = (text: string) => Parts;

/** One word of any part, so that abbreviations count as their words in every parser's output. */
function plainWord(word: string): string {
  const ordinal = /^(\d+)(ST|ND|RD|TH)$/.exec(word)?.[1] ?? ORDINALS.get(word) ?? CARDINAL_WORDS.get(word);
  if (ordinal !== undefined) return String(ordinal);
  if (word === 'SAINT' || word === 'STE') return 'ST';
  return DIRECTIONALS.get(word) ?? SUFFIXES.get(NAME_ABBREVIATIONS.get(word) ?? word) ?? word;
}

/** Letters and digits of a part in one writing. */
export function plain(text: string): string {
  return foldWords(text)
    .filter((word) => word !== ',' && word !== '#')
    .map(plainWord)
    .join('');
}

/** A street in one writing, whatever parser it comes from: kinds of highways and names of persons have several. */
function plainStreet(text: string, state: string): string {
  const street = parseStreet(
    foldWords(text).filter((word) => word !== ','),
    plainState(state),
  );
  return street === null
    ? plain(text)
    : plain([street.pre, ...street.name, street.suffix, street.post, ...street.unit].join(' '));
}

function plainState(text: string): string {
  const words = foldWords(text);
  return STATES.get(words.join(' ')) ?? STATES.get(words.join('')) ?? words.join('');
}

function plainParts(parts: Partial<Parts>): Parts {
  const { number = '', street = '', unit = '', city = '', state = '', zip = '' } = parts;
  return {
    number: plain(number),
    street: plainStreet(street, state),
    unit: plain(unit),
    city: plain(cityWords(foldWords(city)).join(' ')),
    state: plainState(state),
    zip: zip.slice(0, 5),
  };
}

/** Any parts, from a labelled set or a parser, in the writing that is compared. */
export function comparable(parts: Partial<Parts>): Parts {
  return plainParts(parts);
}

const LONE_UNITS: Readonly<Record<string, string>> = { UPPR: 'UPPER', LOWR: 'LOWER' };

/** Ours: the likeliest reading, whether or not the text is a typed address. */
export const ours: Parser = (text) => {
  const { rest, state, zip, cityToo } = cutTail(foldWords(text));
  const place: Place = { country: 'US', state, zip };
  const readings = textReadings(rest, place).filter((reading) => typeof reading !== 'string');
  const bare = zip === '' ? reading(segmentsOf(rest), place, [], 'whole') : '';
  if (
    typeof bare !== 'string' &&
    (readings.length === 0 ||
      bare.delivery.suffix !== '' ||
      bare.delivery.class !== 'thoroughfare' ||
      (rest.includes(',') === false && state === ''))
  )
    readings.unshift({
      ...bare,
      border: bare.delivery.unit.some((one) => one.startsWith('IN ')) ? 'whole' : 'written',
    });
  const best =
    readings.find(({ border }) => border === 'written' || border === 'clear') ??
    readings.find(({ border }) => border === 'guessed') ??
    readings[0];
  if (best === undefined) return plainParts({ city: rest.length <= 4 ? rest.join(' ') : '', state, zip });
  const { number, pre, name, suffix, post, unit } = best.delivery;
  const street = best.delivery.class === 'po-box' ? '' : [pre, ...name, suffix, post].join(' ');
  const city = best.city.length === 0 ? cityToo : best.city;
  return plainParts({
    number,
    street,
    unit: unit.map((one) => LONE_UNITS[one] ?? one.split(' ').slice(1).join('')).join(' '),
    city: city.join(' '),
    state,
    zip,
  });
};

const require = createRequire(import.meta.url);

interface ParseAddress {
  parseLocation(text: string): Readonly<Record<string, string | undefined>> | null;
}

const parseAddress = require('parse-address') as ParseAddress;

export const parseAddressPeer: Parser = (text) => {
  const found = parseAddress.parseLocation(text) ?? {};
  const part = (name: string) => found[name] ?? '';
  const street = [part('prefix'), part('street'), part('type'), part('suffix')].join(' ');
  return plainParts({
    number: part('number'),
    street,
    unit: part('sec_unit_num'),
    city: part('city'),
    state: part('state'),
    zip: part('zip'),
  });
};

interface PeliasToken {
  readonly solution: readonly {
    readonly pair: readonly {
      readonly classification: { readonly label: string };
      readonly span: { readonly body: string };
    }[];
  }[];
}

interface PeliasParser {
  classify(read: PeliasToken): void;
  solve(read: PeliasToken): void;
}

const AddressParser = require('pelias-parser/parser/AddressParser') as new () => PeliasParser;
const Tokenizer = require('pelias-parser/tokenization/Tokenizer') as new (text: string) => PeliasToken;
const pelias = new AddressParser();

export const peliasPeer: Parser = (text) => {
  const read = new Tokenizer(text);
  pelias.classify(read);
  pelias.solve(read);
  const found = new Map(
    (read.solution[0]?.pair ?? []).map(({ classification, span }) => [classification.label, span.body]),
  );
  const part = (label: string) => found.get(label) ?? '';
  return plainParts({
    number: part('housenumber'),
    street: part('street'),
    unit: part('unit'),
    city: part('locality'),
    state: part('region'),
    zip: part('postcode'),
  });
};

export const PARSERS: readonly (readonly [name: string, parser: Parser])[] = [
  ['ours', ours],
  ['parse_address', parseAddressPeer],
  ['pelias_parser', peliasPeer],
];

/** How a parser is used to confirm: number, street and unit equal, and ZIP equal, or city and state where one side has no ZIP. */
export function confirms(a: Parts, b: Parts): boolean {
  if (a.number === '' || a.street === '' || a.number !== b.number || a.street !== b.street || a.unit !== b.unit)
    return false;
  if (a.zip !== '' && b.zip !== '') return a.zip === b.zip;
  return a.city !== '' && a.city === b.city && (a.state === '' || b.state === '' || a.state === b.state);
}
