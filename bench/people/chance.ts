/** Numbers that look drawn and are the same for the same seed. */
export interface Chance {
  /** A whole number in [0, below). */
  below(limit: number): number;
  /** One of the items, each as likely. */
  one<T>(items: readonly T[]): T;
  /** One of the items, the first ones more often. */
  early<T>(items: readonly T[]): T;
}

/** mulberry32, 32 bits of state. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) * (limit / 4294967296));
  };
  return {
    below,
    one: (items) => items[below(items.length)] as (typeof items)[number],
    early: (items) => items[Math.min(below(items.length), below(items.length))] as (typeof items)[number],
  };
}
