import { ENTRY, readUint32, SUPPRESSED, TAKEN_OUT } from './layout.ts';
import { compareAt, sortedPositions } from './order.ts';

/**
 * Lines of a correction file whose old writing is not on file: of one fingerprint and person they take out more
 * records than the register had before (row 0). Of several such lines the last ones are too many.
 */
export function missingLines(entries: Uint8Array): number[] {
  const order = sortedPositions(entries, ENTRY.width, 1, ENTRY.row);
  const at = (i: number): number => (order[i] as number) * ENTRY.width;
  const missing: number[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && compareAt(entries, at(from), at(to), 0, ENTRY.row) === 0) to++;
    if (!order.subarray(from, to).some((position) => markAt(entries, position * ENTRY.width, TAKEN_OUT) !== 0)) {
      from = to;
      continue;
    }
    const positions = Array.from(order.subarray(from, to), (position) => position * ENTRY.width);
    for (const suppressed of [0, SUPPRESSED]) {
      missing.push(
        ...tooMany(
          entries,
          positions.filter((position) => markAt(entries, position, SUPPRESSED) === suppressed),
        ),
      );
    }
    from = to;
  }
  return missing;
}

const markAt = (entries: Uint8Array, position: number, mark: number): number =>
  (entries[position + ENTRY.marks] as number) & mark;

function tooMany(entries: Uint8Array, positions: readonly number[]): number[] {
  const taking = positions.filter((position) => markAt(entries, position, TAKEN_OUT) !== 0);
  if (taking.length === 0) return [];
  const before = positions.filter((position) => readUint32(entries, position + ENTRY.row) === 0).length;
  const lines = taking.map((position) => readUint32(entries, position + ENTRY.row)).sort((a, b) => a - b);
  return lines.slice(before);
}
