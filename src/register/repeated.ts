import { ENTRY, KEYED_RECORD, RECORD, readUint32, TAKEN_OUT } from './layout.ts';
import { compareAt, sortedPositions } from './order.ts';

/** What the RECORD records of one part come to. */
export interface RecordsOfPart {
  /** Lines whose record_id an earlier line has, or the register before: they are left out, the earliest stands. */
  readonly repeated: readonly number[];
  /** Keyed record_ids on file afterwards, ascending, KEYED_RECORD bytes each. */
  readonly ids: Uint8Array;
}

/** WHY by line and not as they come: whichever worker read a line first, the earliest stands. */
export function settleRecords(records: Uint8Array): RecordsOfPart {
  const order = sortedPositions(records, RECORD.width, 1, RECORD.marks);
  const ids = new Uint8Array(order.length * KEYED_RECORD);
  const repeated: number[] = [];
  let kept = 0;
  for (let from = 0; from < order.length; ) {
    const start = (order[from] as number) * RECORD.width;
    const added: number[] = [];
    let onFile = 0;
    let to = from;
    for (; to < order.length; to++) {
      const at = (order[to] as number) * RECORD.width;
      if (compareAt(records, start, at, 0, RECORD.row) !== 0) break;
      const line = readUint32(records, at + RECORD.row);
      if (line === 0) onFile++;
      else if ((records[at + RECORD.marks] as number) !== 0) onFile--;
      else added.push(line);
    }
    repeated.push(...(onFile > 0 ? added : added.slice(1)));
    if (onFile > 0 || added.length > 0) ids.set(records.subarray(start, start + KEYED_RECORD), KEYED_RECORD * kept++);
    from = to;
  }
  return { repeated, ids: ids.slice(0, KEYED_RECORD * kept) };
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
    if (isLeftOut(left, readUint32(entries, at + ENTRY.row))) continue;
    standing += ((entries[at + ENTRY.marks] as number) & TAKEN_OUT) === 0 ? 1 : -1;
  }
  return standing;
}
