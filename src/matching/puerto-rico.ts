/** Puerto Rico: urbanizacion, number and calle in either order. Source: USPS Publication 28, 29 and appendix on Puerto Rico. */
import { BREAK } from './characters.ts';
import type { Delivery } from './reading.ts';
import { joinName } from './street-name.ts';
import { orderUnits, takeUnits } from './units.ts';

const URBANIZACION = new Set(['URB', 'URBANIZACION', 'URBZ', 'URBANIZATION']);
const TYPES: ReadonlyMap<string, string> = new Map([
  ['CALLE', 'CALLE'],
  ['C/', 'CALLE'],
  ['C', 'CALLE'],
  ['CLL', 'CALLE'],
  ['CL', 'CALLE'],
  ['CLLE', 'CALLE'],
  ['AVENIDA', 'AVENIDA'],
  ['AVE', 'AVENIDA'],
  ['AVDA', 'AVENIDA'],
  ['AV', 'AVENIDA'],
  ['CARR', 'CARRETERA'],
  ['CARRETERA', 'CARRETERA'],
  ['CAMINO', 'CAMINO'],
  ['CAM', 'CAMINO'],
  ['PASEO', 'PASEO'],
  ['BULEVAR', 'BULEVAR'],
  ['CALLEJON', 'CALLEJON'],
  ['CJON', 'CALLEJON'],
]);

function hasDigit(word: string | undefined): boolean {
  return word !== undefined && /\d/.test(word);
}

/** Index where the name of the urbanizacion ends: a comma, a number, or a street type. */
function urbEnd(words: readonly string[]): number {
  const end = words.findIndex(
    (word, at) => at > 1 && (word === BREAK || word === '#' || hasDigit(word) || (TYPES.has(word) && word !== 'C')),
  );
  return end < 0 ? words.length : end;
}

interface Line {
  readonly number: string;
  readonly street: readonly string[];
}

/** E 6 is E6. */
function joinLot(words: readonly string[]): string[] {
  const [first = '', second = ''] = words;
  return /^[A-Z]$/.test(first) && /^\d+[A-Z]?$/.test(second) ? [first + second, ...words.slice(2)] : [...words];
}

function numberFirst(words: readonly string[]): Line | null {
  const [number = '', type = '', ...name] = joinLot(words[0] === '#' ? words.slice(1) : words);
  const canonical = TYPES.get(type);
  if (!hasDigit(number) || canonical === undefined || name.length === 0) return null;
  return { number, street: [canonical, ...name] };
}

function calleFirst(words: readonly string[]): Line | null {
  const type = TYPES.get(words[0] ?? '');
  if (type === undefined || words.length < 3) return null;
  const mark = words.indexOf('#');
  const at = mark > 0 ? mark : words.length - (/^[A-Z]$/.test(words.at(-2) ?? '') && words.length > 3 ? 2 : 1);
  const number = joinLot(words.slice(mark > 0 ? mark + 1 : at));
  const name = words.slice(1, at);
  if (number.length !== 1 || !hasDigit(number[0]) || name.length === 0) return null;
  return { number: number[0] ?? '', street: [type, ...name] };
}

/** Urbanizacion first: it may be written after the street. */
function urbFirst(words: readonly string[]): string[] {
  const at = words.findIndex((word, i) => i > 0 && URBANIZACION.has(word) && words[i - 1] === BREAK);
  return at < 0 ? [...words] : [...words.slice(at), BREAK, ...words.slice(0, at - 1)];
}

/** A line of Puerto Rico (words with BREAKs); null where it is no such line, and the general street grammar decides. */
export function puertoRico(line: readonly string[]): Delivery | null {
  const words = urbFirst(line);
  const urb = URBANIZACION.has(words[0] ?? '') ? words.slice(1, urbEnd(words)) : [];
  const rest = (urb.length === 0 ? words : words.slice(urbEnd(words))).filter((word) => word !== BREAK);
  const mark = rest.findIndex(
    (word) => word === 'APT' || word === 'APARTAMENTO' || word === 'STE' || word === 'UNIT' || word === 'APTO',
  );
  const body = mark > 0 ? rest.slice(0, mark) : rest;
  const { units } = takeUnits(mark > 0 ? ['APT', ...rest.slice(mark + 1)] : [], 0);
  const parsed = numberFirst(body) ?? calleFirst(body);
  if (parsed === null) return null;
  const pre = urb.length === 0 ? '' : `URB ${joinName(urb)}`;
  return {
    class: 'puerto-rico',
    number: parsed.number,
    pre,
    name: parsed.street,
    suffix: '',
    post: '',
    unit: orderUnits(units),
  };
}
