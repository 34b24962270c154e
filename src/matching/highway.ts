/** Numbered roads: US HIGHWAY 50, COUNTY ROAD K, INDIANA HIGHWAY 212. */
import { HIGHWAY_STARTS, HIGHWAYS } from './tables/highways.ts';
import { STATES } from './tables/states.ts';

export interface Highway {
  /** Canonical words: kind and number. */
  readonly name: readonly string[];
  /** Words read, from the start. */
  readonly length: number;
}

const OF_STATE: ReadonlyMap<string, string> = new Map([
  ['HIGHWAY', 'STATE HIGHWAY'],
  ['ROUTE', 'STATE ROUTE'],
  ['STATE HIGHWAY', 'STATE HIGHWAY'],
  ['STATE ROUTE', 'STATE ROUTE'],
  ['STATE ROAD', 'STATE ROAD'],
]);

const LETTERED = new Set([
  'COUNTY ROAD',
  'COUNTY HIGHWAY',
  'COUNTY ROUTE',
  'HIGHWAY',
  'STATE HIGHWAY',
  'STATE ROUTE',
  'ROUTE',
]);

function isNumber(word: string | undefined): boolean {
  return word !== undefined && /^\d{1,4}[A-Z]{0,2}$/.test(word) && !/(ST|ND|RD|TH)$/.test(word);
}

function isLetter(word: string | undefined): boolean {
  return word !== undefined && /^([A-Z])\1{0,2}$/.test(word);
}

function kindAt(words: readonly string[], at: number): { kind: string; length: number } | null {
  if (!HIGHWAY_STARTS.has(words[at] ?? '')) return null;
  for (let length = Math.min(5, words.length - at); length >= 1; length--) {
    const kind = HIGHWAYS.get(words.slice(at, at + length).join(' '));
    if (kind !== undefined) return { kind, length };
  }
  return null;
}

/** The number after the kind: a number, or one letter (twice, thrice) on the kinds that have such, at the end of the road. */
function numberAt(words: readonly string[], at: number, kind: string): { number: string; length: number } | null {
  const marked = words[at] === '#' || words[at] === 'NO' || words[at] === 'NUMBER' || words[at] === 'NUM' ? 1 : 0;
  const number = words[at + marked];
  const after = words[at + marked + 1];
  const lettered = LETTERED.has(kind) && isLetter(number) && (kind.startsWith('COUNTY') || after === undefined);
  if (!isNumber(number) && !lettered) return null;
  return { number: number ?? '', length: marked + 1 };
}

function named(words: readonly string[], at: number): Highway | null {
  const kind = kindAt(words, at);
  if (kind === null) return null;
  const number = numberAt(words, at + kind.length, kind.kind);
  return number === null
    ? null
    : { name: [...kind.kind.split(' '), number.number], length: kind.length + number.length };
}

/** A state's name or code before HIGHWAY or ROUTE is the kind STATE ... when it is the address's own state. */
function ofState(words: readonly string[], state: string): Highway | null {
  for (let length = 1; length <= 2; length++) {
    const code = STATES.get(words.slice(0, length).join(' '));
    if (code === undefined) continue;
    const road = named(words, length);
    if (road === null) continue;
    const kind = road.name.slice(0, -1).join(' ');
    const own = OF_STATE.get(kind);
    if (own === undefined) continue;
    const prefix = code === state ? own.split(' ') : [code, ...kind.split(' ')];
    return { name: [...prefix, road.name.at(-1) ?? ''], length: length + road.length };
  }
  return null;
}

/** The numbered road that begins words, if one does. `state` is the address's, '' if unknown. */
export function highwayAt(words: readonly string[], state: string): Highway | null {
  if (words[0] === 'OLD' || words[0] === 'NEW') {
    const road = highwayAt(words.slice(1), state);
    return road === null ? null : { name: [words[0], ...road.name], length: road.length + 1 };
  }
  return named(words, 0) ?? ofState(words, state);
}
