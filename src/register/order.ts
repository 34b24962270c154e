/**
 * Positions 0..n-1 of fixed-width records, sorted by `length` leading bytes from `skip` on (bytes before `skip` are
 * equal in all records), equal records in their present order.
 *
 * WHY: 40 bits of the record and 24 of its position in one 64-bit number let the engine's own sort do the work:
 * about 0.1 µs a record. The few that share those 40 bits are put right afterwards.
 * LIMIT: 16.7 million records.
 */
export function sortedPositions(records: Uint8Array, width: number, skip: number, length: number): Uint32Array {
  const n = Math.floor(records.length / width);
  if (n > 1 << 24) throw new RangeError('a part of the load is too large to sort: 16.7 million records');
  const keys = new BigUint64Array(n);
  const words = new Uint32Array(keys.buffer);
  const low = LITTLE ? 0 : 1;
  for (let i = 0, at = skip; i < n; i++, at += width) {
    words[2 * i + 1 - low] =
      ((records[at] as number) << 24) |
      ((records[at + 1] as number) << 16) |
      ((records[at + 2] as number) << 8) |
      (records[at + 3] as number);
    words[2 * i + low] = ((records[at + 4] as number) << 24) | i;
  }
  keys.sort();
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = (words[2 * i + low] as number) & 0xffffff;
  if (length > skip + 5) settleTies(order, records, width, skip, length);
  return order;
}

const LITTLE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function settleTies(order: Uint32Array, records: Uint8Array, width: number, skip: number, length: number): void {
  const differ = (a: number, b: number, to: number): number => compareAt(records, a * width, b * width, skip, to);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && differ(order[from] as number, order[to] as number, skip + 5) === 0) to++;
    if (to - from > 1) {
      order.subarray(from, to).sort((a, b) => differ(a, b, length) || a - b);
    }
    from = to;
  }
}

/** Compares bytes skip..to of the records at `a` and `b`. */
export function compareAt(records: Uint8Array, a: number, b: number, skip: number, to: number): number {
  for (let i = skip; i < to; i++) {
    const difference = (records[a + i] as number) - (records[b + i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
