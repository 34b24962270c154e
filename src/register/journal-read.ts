import { tailBytes } from '../store/pages.ts';
import { COUNTED, IN_PAGE, IS_RELAXED } from './journal-body.ts';
import { ENTRY, FINGERPRINT_BYTES, KEYED_BYTES, RELAXED, readUint32, SUPPRESSED } from './layout.ts';

/** The pages of one part: tails of each page from `firstBucket` on. */
export interface PartPages {
  readonly bucketBits: number;
  readonly firstBucket: number;
  readonly tails: readonly Uint8Array[];
}

/**
 * The ENTRY records that one part of a load journal tells, with row 0: what `openJournalSink` wrote, backwards.
 * `each` gets a buffer that is used again. Throws when pages and journal are not of one load.
 */
export function restoreEntries(body: Uint8Array, pages: PartPages, each: (entry: Uint8Array) => void): void {
  const entry = new Uint8Array(ENTRY.width);
  const next = fingerprintsOf(pages, entry);
  for (let at = 0; at < body.length; ) {
    const head = body[at++] as number;
    let persons = 1;
    if ((head & IN_PAGE) !== 0) next();
    else {
      entry.set(body.subarray(at, at + FINGERPRINT_BYTES));
      persons = readUint32(body, at + FINGERPRINT_BYTES);
      at += FINGERPRINT_BYTES + 4;
    }
    const relaxed = (head & IS_RELAXED) !== 0 ? RELAXED : 0;
    if (relaxed === 0) entry.fill(0, ENTRY.writing);
    else entry.set(body.subarray(at, at + KEYED_BYTES), ENTRY.writing);
    if (relaxed !== 0) at += KEYED_BYTES;
    for (let person = 0; person < persons; person++) {
      entry.set(body.subarray(at, at + KEYED_BYTES), ENTRY.person);
      at += KEYED_BYTES;
      const counted = (head & COUNTED) !== 0;
      const [plain, suppressed] = counted ? [readUint32(body, at), readUint32(body, at + 4)] : [1, 0];
      if (counted) at += 8;
      repeat(entry, relaxed, plain, each);
      repeat(entry, relaxed | SUPPRESSED, suppressed, each);
    }
  }
}

function repeat(entry: Uint8Array, marks: number, times: number, each: (entry: Uint8Array) => void): void {
  entry[ENTRY.marks] = marks;
  for (let i = 0; i < times; i++) each(entry);
}

/** Writes the fingerprints of the pages into `entry`, one at each call, ascending. */
function fingerprintsOf({ bucketBits, firstBucket, tails }: PartPages, entry: Uint8Array): () => void {
  const width = tailBytes(bucketBits);
  const lead = FINGERPRINT_BYTES - width;
  let page = 0;
  let at = 0;
  return () => {
    while (page < tails.length && at >= (tails[page] as Uint8Array).length) [page, at] = [page + 1, 0];
    const from = tails[page];
    if (from === undefined)
      throw new Error('pages and load journal are not of one load: load the whole register again');
    const top = Math.floor((firstBucket + page) / 2 ** (bucketBits % 8));
    for (let i = 0; i < lead; i++) entry[i] = Math.floor(top / 256 ** (lead - 1 - i)) & 0xff;
    entry.set(from.subarray(at, at + width), lead);
    at += width;
  };
}
