/** Number and street, from the segments (parts between commas) that stand before the city. */
import { direction } from './directions.ts';
import { houseNumber, unglue } from './house-number.ts';
import { foldBoxes } from './postal.ts';
import type { Delivery, UntypedReason } from './reading.ts';
import { isStrongSuffix, parseStreet } from './street.ts';
import { SUFFIXES } from './tables/suffixes.ts';
import { BUILDING_WORDS } from './tables/units.ts';
import { orderUnits, takeUnits, unitAt, unitLike } from './units.ts';

export interface Setting {
  readonly state: string;
  readonly hyphens: 'queens' | 'elsewhere';
}

const CARE_OF = new Set(['C/O', 'ATTN', 'ATTENTION', 'ATT', '%']);

function beginsWithNumber(words: readonly string[]): boolean {
  return houseNumber(words, 'elsewhere').length > 0;
}

/** Care-of lines name a person, not a place: dropped up to the number. */
function dropCareOf(segment: readonly string[]): readonly string[] {
  const marked =
    CARE_OF.has(segment[0] ?? '') ||
    (segment[0] === 'CARE' && segment[1] === 'OF') ||
    (segment[0] === 'IN' && segment[1] === 'CARE');
  if (!marked) return segment;
  const at = segment.findIndex((word) => /^\d/.test(word));
  return at < 0 ? [] : segment.slice(at);
}

/** Units before the number: Apt G 2128 Asbury. */
function leadingUnits(words: readonly string[]): { units: string[]; rest: readonly string[] } {
  const units: string[] = [];
  let rest = words;
  while (rest.length > 0 && !beginsWithNumber(rest)) {
    const found = unitAt(rest, 0);
    if (found === null) break;
    if (found.unit !== '') units.push(found.unit);
    rest = rest.slice(found.length);
  }
  return { units, rest };
}

/** Is this line, which follows a street, another street? */
export function secondStreet(words: readonly string[]): boolean {
  const { number, length } = houseNumber(words, 'elsewhere');
  const { rest } = takeUnits(words.slice(length), 1);
  const last = direction(rest.at(-1)) !== '' ? rest.at(-2) : rest.at(-1);
  return number !== '' && rest.length >= 2 && isStrongSuffix(last);
}

/** 12 Main St and 34 Oak Ave; 12 Main St / 34 Oak Ave; 12 Main St 34 Oak Ave. */
function holdsSecondStreet(words: readonly string[]): boolean {
  for (let at = 2; at < words.length - 2; at++) {
    const parted = words[at] === 'AND' || words[at] === 'OR' || words[at] === '/';
    if (parted && /^\d/.test(words[at + 1] ?? '') && secondStreet(words.slice(at + 1))) return true;
    if (isStrongSuffix(words[at]) && /^\d+$/.test(words[at + 1] ?? '') && secondStreet(words.slice(at + 1)))
      return true;
  }
  return false;
}

interface Gathered {
  readonly street: readonly string[];
  readonly units: readonly string[];
}

/** A part after the street: the rest of the street (NW, Avenue), units, or words that are kept as they are. */
function laterPart(part: readonly string[]): Gathered {
  const { units, rest } = takeUnits(part[0] === 'IN' && part.length > 1 ? part.slice(1) : part, 0);
  const types = direction(rest.at(-1)) === '' ? rest : rest.slice(0, -1);
  const type = types.length <= 1 && types.every((word) => SUFFIXES.has(word));
  if (type || rest.every((word) => direction(word) !== '')) return { street: rest, units };
  if (rest.length <= 2 && rest.every(unitLike)) return { street: [], units: [...units, `# ${rest.join('')}`] };
  return { street: [], units: [...units, `IN ${rest.join(' ')}`] };
}

function keptBuilding(segment: readonly string[]): string[] {
  return segment.some((word) => BUILDING_WORDS.has(word)) ? [`IN ${segment.join(' ')}`] : [];
}

/** Parts before the number are units, buildings (kept) or recipients (dropped); parts after it complete it. */
function gather(segments: readonly (readonly string[])[]): Gathered | UntypedReason {
  const units: string[] = [];
  let street: readonly string[] | null = null;
  for (const raw of segments) {
    const segment = dropCareOf(foldBoxes(unglue(raw)).map((word) => (word === 'POBOX' ? 'BOX' : word)));
    if (street === null) {
      const leading = leadingUnits(segment);
      units.push(...leading.units);
      if (beginsWithNumber(leading.rest)) street = leading.rest;
      else if (leading.rest.length > 0 && segments.length > 1) units.push(...keptBuilding(leading.rest));
      continue;
    }
    if (houseNumber(street, 'elsewhere').length === street.length) {
      street = [...street, ...segment];
      continue;
    }
    if (secondStreet(segment)) return 'two-addresses';
    const part = laterPart(segment);
    street = [...street, ...part.street];
    units.push(...part.units);
  }
  return street === null ? 'no-number' : { street, units };
}

function isReason(value: Gathered | UntypedReason): value is UntypedReason {
  return typeof value === 'string';
}

/** The delivery of a street address, or why there is none. */
export function thoroughfare(segments: readonly (readonly string[])[], setting: Setting): Delivery | UntypedReason {
  const gathered = gather(segments);
  if (isReason(gathered)) return gathered;
  const { number, length } = houseNumber(gathered.street, setting.hyphens);
  const words = gathered.street.slice(length);
  if (words.length === 0) return 'number-only';
  if (/^0+$/.test(number)) return 'placeholder';
  if (holdsSecondStreet(words)) return 'two-addresses';
  const { units, rest } = takeUnits(words, 1);
  const street = parseStreet(rest, setting.state);
  if (street === null || !street.name.some((word) => /[A-Z0-9\u0100-\uffff]/.test(word))) return 'no-street';
  const bare = street.unit.length === 0 ? [] : [`# ${street.unit.join('')}`];
  return {
    class: 'thoroughfare',
    number,
    pre: street.pre,
    name: street.name,
    suffix: street.suffix,
    post: street.post,
    unit: orderUnits([...gathered.units, ...units, ...bare]),
  };
}
