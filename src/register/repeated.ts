import { ENTRY, PARTS, RECORD, readUint32 } from './layout.ts';
import { compareAt, sortedPositions } from './order.ts';

/**
 * Lines whose record_id an earlier line of the file has, ascending: they are left out, the earliest stands, whichever
 * worker read it first. `part` gives the RECORD records of one part.
 */
export function repeatedRows(part: (n: number) => Uint8Array): number[] {
  const repeated: number[] = [];
  for (let n = 0; n < PARTS; n++) {
    const records = part(n);
    const order = sortedPositions(records, RECORD.width, 1, RECORD.width);
    for (let i = 1; i < order.length; i++) {
      const [before, at] = [(order[i - 1] as number) * RECORD.width, (order[i] as number) * RECORD.width];
      if (compareAt(records, before, at, 0, RECORD.row) === 0) repeated.push(readUint32(records, at + RECORD.row));
    }
  }
  return repeated.sort((a, b) => a - b);
}

/** Lines left out, ascending, in memory that all threads share. */
export type LeftOut = Uint32Array;

export function leftOut(lines: readonly number[]): LeftOut {
  const shared = new Uint32Array(new SharedArrayBuffer(4 * lines.length));
  shared.set(lines);
  return shared;
}

export function isLeftOut(lines: LeftOut, line: number): boolean {
  let [from, to] = [0, lines.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((lines[middle] as number) < line) from = middle + 1;
    else to = middle;
  }
  return lines[from] === line;
}

/** How many ENTRY records of the part stand when those lines are left out. */
export function standingEntries(entries: Uint8Array, left: LeftOut): number {
  let standing = 0;
  for (let at = 0; at < entries.length; at += ENTRY.width) {
    if (!isLeftOut(left, readUint32(entries, at + ENTRY.row))) standing++;
  }
  return standing;
}
