/** Directionals before and after a street. */
import { DIRECTIONALS } from './tables/directionals.ts';

export interface Taken {
  readonly direction: string;
  readonly length: number;
}

const NONE: Taken = { direction: '', length: 0 };

function pair(first: string, second: string): string {
  const a = DIRECTIONALS.get(first);
  const b = DIRECTIONALS.get(second);
  if ((a !== 'N' && a !== 'S') || (b !== 'E' && b !== 'W')) return '';
  return (first.length === 1) === (second.length === 1) ? a + b : '';
}

export function direction(word: string | undefined): string {
  return word === undefined ? '' : (DIRECTIONALS.get(word) ?? '');
}

/** The directional that begins words[from..to), two words only where they make one (N W, North West). */
export function leadingDirection(words: readonly string[], from: number, to: number): Taken {
  const first = direction(words[from]);
  if (first === '' || from >= to) return NONE;
  const both = from + 1 < to ? pair(words[from] ?? '', words[from + 1] ?? '') : '';
  return both === '' ? { direction: first, length: 1 } : { direction: both, length: 2 };
}

/** The directional that ends words[from..to). */
export function trailingDirection(words: readonly string[], from: number, to: number): Taken {
  const last = direction(words[to - 1]);
  if (last === '' || from >= to) return NONE;
  const both = to - 2 >= from ? pair(words[to - 2] ?? '', words[to - 1] ?? '') : '';
  return both === '' ? { direction: last, length: 1 } : { direction: both, length: 2 };
}
