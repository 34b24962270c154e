/** Where the city may begin in a text without a comma before it. */
import { direction, leadingDirection } from './directions.ts';
import type { Reading } from './reading.ts';
import { isStrongSuffix } from './street.ts';
import { HIGHWAY_STARTS, ROAD_QUALIFIERS } from './tables/highways.ts';
import { CARDINAL_WORDS, ORDINALS } from './tables/numbers.ts';
import { SUFFIXES } from './tables/suffixes.ts';
import { BUILDING_WORDS, FIRM_DESIGNATORS, LONE_DESIGNATORS, LOOSE_DESIGNATORS } from './tables/units.ts';
import { unitAt } from './units.ts';

/** LIMIT: three borders are tried; each costs a question two forms. */
const BORDERS = 3;
const LONGEST_CITY = 5;

const NOT_FIRST = new Set([
  'OF',
  'THE',
  'AND',
  'AT',
  'IN',
  '#',
  '/',
  'NO',
  'JR',
  'SR',
  'BOX',
  'POBOX',
  'BUSINESS',
  'BYPASS',
  'ALTERNATE',
  'EXTENSION',
]);

const MAY_BEGIN_CITIES = new Set(['ST', 'CIRCLE', 'LOOP', 'SQUARE', 'COURT', 'WAY']);

/** Street types that end no city's name. */
const NEVER_CITIES = new Set(['ST', 'AVE', 'RD', 'DR', 'LN', 'BLVD', 'CT', 'HWY', 'PKWY']);

/** Words that begin many cities and end hardly any street. */
const CITY_STARTS = new Set([
  'SAN',
  'SANTA',
  'LOS',
  'LAS',
  'EL',
  'NEW',
  'FORT',
  'FT',
  'SAINT',
  'MOUNT',
  'MT',
  'PORT',
  'PALM',
  'CEDAR',
  'SALT',
]);

/** Could these words name a city? No digits, no unit, no lone street type or directional. */
export function cityLike(words: readonly string[]): boolean {
  if (words.length === 0 || words.length > LONGEST_CITY || NOT_FIRST.has(words[0] ?? '')) return false;
  if (words.some((word) => /[\d#/]/.test(word) || word === 'POBOX' || word === 'BOX')) return false;
  if (words.every((word) => direction(word) !== '')) return false;
  if (
    words.length <= 2 &&
    isStrongSuffix(words[0]) &&
    (words.length === 1 || direction(words[1]) !== '') &&
    words[0] !== 'LOOP'
  )
    return false;
  const last = words.length > 1 ? (SUFFIXES.get(words.at(-1) ?? '') ?? '') : '';
  if (NEVER_CITIES.has(last) || (isStrongSuffix(words[0]) && !MAY_BEGIN_CITIES.has(words[0] ?? ''))) return false;
  return unitAt(words, 0) === null || words[0] === 'UPPER' || words[0] === 'LOWER' || words[0] === 'STE';
}

/** The first index from which no word has a digit or belongs to a unit. */
function zone(words: readonly string[]): { from: number; firm: boolean } {
  let from = 0;
  let firm = false;
  for (let at = 1; at < words.length; at++) {
    const found = at < 2 ? null : unitAt(words, at);
    if (found !== null && /(\d| [A-Z]$)/.test(found.unit)) {
      at += found.length - 1;
      from = at + 1;
      firm = true;
    } else if (/\d/.test(words[at] ?? '')) {
      from = at + 1;
      firm = words[at - 1] === 'BOX' || words[at - 1] === 'POBOX' || words[at - 1] === 'B' || words[at - 1] === '#';
    }
  }
  return { from: Math.max(from, 2), firm };
}

export interface Border {
  readonly at: number;
  readonly border: Reading['border'];
}

function candidates(words: readonly string[], from: number): number[] {
  const found: number[] = [];
  const add = (at: number) => {
    if (at >= from && at < words.length && !found.includes(at) && cityLike(words.slice(at))) found.push(at);
  };
  for (let at = words.length - 2; at >= 1; at--) {
    if (!isStrongSuffix(words[at])) continue;
    if (words[at + 1] === 'MALL') add(at + 2);
    if (direction(words[at + 1]) === '') {
      add(at + 1);
      if (/^[A-Z]$/.test(words[at + 1] ?? '')) add(at + 2);
      continue;
    }
    if (leadingDirection(words, at + 1, words.length).length === 2) add(at + 3);
    if (/^[A-Z]$/.test(words[at + 2] ?? '')) add(at + 3);
    add(at + 2);
    add(at + 1);
  }
  if (/\d/.test(words[from - 1] ?? '')) {
    add(direction(words[from]) === '' ? from : from + 1);
    add(from);
  }
  for (let at = 1; at < words.length; at++) {
    if (words[at - 1] === 'BROADWAY' || (at > 2 && CITY_STARTS.has(words[at] ?? ''))) add(at);
  }
  for (let at = words.length - 2; at >= 1; at--) {
    if (SUFFIXES.has(words[at] ?? '') && !isStrongSuffix(words[at])) add(at + 1);
  }
  for (let size = 1; size <= 3; size++) {
    if (!words.slice(words.length - size + 1).some(isStrongSuffix)) add(words.length - size);
  }
  return found;
}

/** Street types after which nothing but a unit, a directional or the city follows. */
const CLEAR_TYPES = new Set([
  'ALY',
  'AVE',
  'BLVD',
  'CIR',
  'CT',
  'DR',
  'LN',
  'PKWY',
  'PL',
  'RD',
  'SQ',
  'ST',
  'TER',
  'TRL',
  'WAY',
]);

/** Directionals that begin no city: the street's own. */
const COMPOUND = new Set(['NE', 'NW', 'SE', 'SW']);

/** Names after which St is Saint as likely as Street. */
const SAINTS = new Set(
  (
    'LOUIS PAUL PETERSBURG PETE PETERS CHARLES AUGUSTINE CLOUD JOSEPH GEORGE CLAIR ALBANS HELENS HELENA MARYS MARY JOHNS JOHN JAMES ANTHONY ' +
    'FRANCIS JOE ELMO ANN ANNE MICHAEL MICHAELS MARTIN MARTINVILLE MATTHEWS MARIES REGIS SIMONS ROSE ROBERT DAVID DAVIDS HENRY IGNACE ' +
    'BERNARD CATHARINE CATHERINE CHARLES CROIX THOMAS STEPHEN STEPHENS LEO LEON MARKS MAURICE BONIFACE LAWRENCE BENEDICT EDWARD FLORIAN ' +
    'GABRIEL GERMAIN HEDWIG JACOB JO LIBORY LUCIE LUKES MEINRAD NAZIANZ OLAF ONGE PARIS PAULS STEPHENS VINCENT VRAIN XAVIER'
  ).split(' '),
);

/** Could this word, after a street type, still belong to the street or a unit? */
function streetWord(word: string): boolean {
  if (word.length < 3 || direction(word) !== '' || SUFFIXES.has(word) || BUILDING_WORDS.has(word)) return true;
  return (
    LOOSE_DESIGNATORS.has(word) ||
    LONE_DESIGNATORS.has(word) ||
    FIRM_DESIGNATORS.has(word) ||
    CARDINAL_WORDS.has(word) ||
    ORDINALS.has(word) ||
    ROAD_QUALIFIERS.has(word)
  );
}

/**
 * The border of a text that leaves no choice: one street type, a name before it that is no numbered road, and after it only
 * words that are no part of streets. 0 if the text leaves a choice.
 */
function clearBorder(words: readonly string[], from: number): number {
  const at = words.findIndex((word, i) => i >= 2 && isStrongSuffix(word));
  if (at < 0 || at + 1 < from || !CLEAR_TYPES.has(SUFFIXES.get(words[at] ?? '') ?? '')) return 0;
  if (
    HIGHWAY_STARTS.has(words[at - 1] ?? '') ||
    ROAD_QUALIFIERS.has(words[at - 1] ?? '') ||
    direction(words[at - 1]) !== ''
  )
    return 0;
  const turned = COMPOUND.has(words[at + 1] ?? '') ? 1 : 0;
  const city = words.slice(at + 1 + turned);
  if (words[at] === 'ST' && turned === 0 && SAINTS.has(city[0] ?? '')) return 0;
  const tail = city[0] === 'ST' || city[0] === 'FT' || city[0] === 'MT' ? city.slice(1) : city;
  if (tail.length === 0 || city.length > 4 || !cityLike(city)) return 0;
  return streetWord(tail[0] ?? '') ||
    tail.some((word) => isStrongSuffix(word) || direction(word) !== '' || BUILDING_WORDS.has(word))
    ? 0
    : at + 1 + turned;
}

/** Likely borders, likeliest first. A border right after a unit or box number is as good as a comma, unless a directional follows. */
export function cityBorders(words: readonly string[]): Border[] {
  const { from, firm } = zone(words);
  const rest = words.slice(from);
  if (firm && cityLike(rest) && !rest.some((word, i) => isStrongSuffix(word) && (i > 0 || word !== 'ST'))) {
    return [{ at: from, border: direction(words[from]) === '' ? 'written' : 'guessed' }];
  }
  const clear = clearBorder(words, from);
  if (clear > 0) return [{ at: clear, border: 'clear' }];
  return candidates(words, from)
    .slice(0, BORDERS)
    .map((at) => ({ at, border: 'guessed' }));
}
