/**
 * A set of 6-byte keyed values in one shared buffer: built once, then read by all threads.
 * Slots of 8 bytes, open addressing; a slot of zeros is free (the value of zeros is kept apart).
 */
export interface KeySet {
  readonly slots: Uint32Array;
}

export function emptyKeySet(atMost: number): KeySet {
  const size = 2 ** Math.ceil(Math.log2(Math.max(8, atMost * 1.5)));
  return { slots: new Uint32Array(new SharedArrayBuffer(8 * (size + 1))) };
}

export function addKey(set: KeySet, bytes: Uint8Array, at: number): void {
  const slot = slotOf(set, bytes, at);
  set.slots[slot] = highOf(bytes, at);
  set.slots[slot + 1] = lowOf(bytes, at);
}

export function hasKey(set: KeySet, bytes: Uint8Array, at: number): boolean {
  const slot = slotOf(set, bytes, at);
  return set.slots[slot] === highOf(bytes, at) && set.slots[slot + 1] === lowOf(bytes, at);
}

/** The high word carries a bit of its own, so that no value is all zeros. */
function highOf(bytes: Uint8Array, at: number): number {
  return 0x10000 | ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

function lowOf(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at + 2] as number) << 24) |
      ((bytes[at + 3] as number) << 16) |
      ((bytes[at + 4] as number) << 8) |
      (bytes[at + 5] as number)) >>>
    0
  );
}

/** The slot that holds the value, or the free one where it would go. */
function slotOf({ slots }: KeySet, bytes: Uint8Array, at: number): number {
  const mask = slots.length / 2 - 2;
  const [high, low] = [highOf(bytes, at), lowOf(bytes, at)];
  let slot = (low ^ (high << 9)) & mask;
  while (slots[2 * slot] !== 0 && (slots[2 * slot] !== high || slots[2 * slot + 1] !== low)) slot = (slot + 1) & mask;
  return 2 * slot;
}
