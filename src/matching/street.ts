/** Street lines: number, directionals, name, suffix. */
import { direction, leadingDirection, trailingDirection } from './directions.ts';
import { highwayAt } from './highway.ts';
import { nameWords } from './street-name.ts';
import { HIGHWAY_STARTS } from './tables/highways.ts';
import { STRONG_SUFFIXES, SUFFIXES } from './tables/suffixes.ts';
import { unitLike } from './units.ts';

export interface Street {
  readonly pre: string;
  readonly name: readonly string[];
  readonly suffix: string;
  readonly post: string;
  /** Bare words after the suffix that are the number of a unit: 20 Main St 5B. */
  readonly unit: readonly string[];
}

function isSuffix(word: string | undefined): boolean {
  return word !== undefined && SUFFIXES.has(word);
}

export function isStrongSuffix(word: string | undefined): boolean {
  return word !== undefined && STRONG_SUFFIXES.has(SUFFIXES.get(word) ?? '');
}

interface End {
  readonly nameTo: number;
  readonly suffix: string;
  readonly post: string;
  readonly unit: readonly string[];
}

/** After the suffix: directionals, then at most two bare unit words. Null where words[from..] do not end that way. */
function endAfterSuffix(words: readonly string[], from: number): End | null {
  let to = words.length;
  let bare = 0;
  while (bare < 2 && to > from + 2 && unitLike(words[to - 1]) && direction(words[to - 1]) === '') {
    to--;
    bare++;
  }
  for (; ; bare--, to++) {
    const post = trailingDirection(words, from + 2, to);
    for (const taken of [post.length, Math.min(post.length, 1)]) {
      const at = to - taken - 1;
      if (at <= from || !isSuffix(words[at])) continue;
      const after = taken === post.length ? post.direction : direction(words[to - 1]);
      return { nameTo: at, suffix: SUFFIXES.get(words[at] ?? '') ?? '', post: after, unit: words.slice(to) };
    }
    if (bare === 0) return null;
  }
}

function end(words: readonly string[], from: number): End {
  const suffixed = endAfterSuffix(words, from);
  if (suffixed !== null) return suffixed;
  const bare = bareUnit(words, from);
  const to = words.length - bare;
  const post = trailingDirection(words, from + 1, to);
  return { nameTo: to - post.length, suffix: '', post: post.direction, unit: words.slice(to) };
}

/** 111 West Monroe 12C: a last word with a digit after a name of letters is a unit; after a road type it is the road's. */
function bareUnit(words: readonly string[], from: number): number {
  const last = words.at(-1) ?? '';
  const before = nameWords(words.slice(from, -1));
  const named =
    before.length > 0 &&
    before.every((word) => /^[A-Z]{3,}$/.test(word) && !SUFFIXES.has(word) && !HIGHWAY_STARTS.has(word));
  return named && direction(before.at(-1)) === '' && /^(\d{1,4}[A-Z]?|[A-Z]\d{1,4})$/.test(last) && unitLike(last)
    ? 1
    : 0;
}

/** AVENUE N, AVE 49: the type before a letter or number is part of the name. */
function lettered(words: readonly string[], from: number): number {
  const first = SUFFIXES.get(words[from] ?? '');
  return (first === 'AVE' || first === 'ST') && /^([A-Z]|\d+)$/.test(words[from + 1] ?? '') ? 2 : 0;
}

function road(words: readonly string[], pre: string, from: number, state: string): Street | null {
  const highway = highwayAt(words.slice(from), state);
  if (highway === null) return null;
  const rest = words.slice(from + highway.length);
  const post = trailingDirection(rest, 0, rest.length);
  const extra = rest.slice(0, rest.length - post.length);
  if (isStrongSuffix(extra[0]) && highway.name.length <= 2) return null;
  return { pre, name: [...highway.name, ...nameWords(extra)], suffix: '', post: post.direction, unit: [] };
}

/** How many words are the pre-directional: none where nothing but a street type would be left as the name. */
function preLength(words: readonly string[]): { direction: string; length: number } {
  const none = { direction: '', length: 0 };
  const pre = leadingDirection(words, 0, words.length - 1);
  for (const length of [pre.length, Math.min(pre.length, 1)]) {
    if (length === 0) return none;
    const rest = words.slice(length);
    const left = trailingDirection(rest, 0, rest.length).length;
    const body = rest.slice(0, rest.length - left);
    if (body.length === 0 && rest.length > 0 && length === 1) return { direction: direction(words[0]), length: 1 };
    if (body.length === 0 || (body.length === 1 && isStrongSuffix(body[0]))) continue;
    return { direction: length === pre.length ? pre.direction : direction(words[0]), length };
  }
  return none;
}

/** Street words (without number and units) to their parts; null where there is no name. */
export function parseStreet(words: readonly string[], state: string): Street | null {
  if (words.length === 0) return null;
  const plain = road(words, '', 0, state);
  if (plain !== null) return plain;
  const pre = preLength(words);
  const turned = pre.length > 0 ? road(words, pre.direction, pre.length, state) : null;
  if (turned !== null) return turned;
  const prefix = lettered(words, pre.length);
  if (prefix > 0 && pre.length + prefix <= words.length) {
    const rest = words.slice(pre.length + prefix);
    const post = trailingDirection(rest, 0, rest.length);
    const type = SUFFIXES.get(words[pre.length] ?? '') === 'AVE' ? 'AVENUE' : 'STREET';
    if (rest.length === post.length) {
      return {
        pre: pre.direction,
        name: [type, words[pre.length + 1] ?? ''],
        suffix: '',
        post: post.direction,
        unit: [],
      };
    }
  }
  const tail = end(words, pre.length);
  const name = words.slice(pre.length, tail.nameTo);
  if (name.length === 0) return null;
  return { pre: pre.direction, name: nameWords(name), suffix: tail.suffix, post: tail.post, unit: tail.unit };
}
