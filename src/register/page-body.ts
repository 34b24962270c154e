import { bucketOf, tailBytes } from '../store/pages.ts';
import { FINGERPRINT_BYTES } from './layout.ts';

/** Pages of one part, filled in ascending order of their fingerprints. */
export interface PageSink {
  /** Takes the 9 bytes of `from` at `at`. */
  readonly add: (from: Uint8Array, at: number) => void;
  readonly finish: () => Uint8Array;
}

/** Row of binary COPY before the tails: 2 fields, bucket of 4 bytes, tails of so many. */
const ROW_HEAD = 2 + 4 + 4 + 4;

/**
 * Writes every page of the part, the empty ones too (so that a question costs the same wherever it falls), as rows of
 * PostgreSQL's binary COPY format (PostgreSQL 18, COPY, "Binary Format").
 */
export function openPageSink(part: number, bucketBits: number, atMost: number): PageSink {
  const width = tailBytes(bucketBits);
  const pages = 2 ** (bucketBits - 8);
  const body = new Uint8Array(pages * ROW_HEAD + atMost * width);
  const view = new DataView(body.buffer);
  const end = (part + 1) * pages;
  let next = part * pages;
  let head = 0;
  let at = 0;
  const close = (): void => {
    if (at > 0) view.setInt32(head + 10, at - head - ROW_HEAD);
  };
  const openUntil = (bucket: number): void => {
    while (next <= bucket) {
      close();
      head = at;
      view.setInt16(head, 2);
      view.setInt32(head + 2, 4);
      view.setInt32(head + 6, next);
      at = head + ROW_HEAD;
      next++;
    }
  };
  const add = (from: Uint8Array, start: number): void => {
    openUntil(bucketOf(from, start, bucketBits));
    const skip = start + FINGERPRINT_BYTES - width;
    for (let i = 0; i < width; i++) body[at + i] = from[skip + i] as number;
    at += width;
  };
  const finish = (): Uint8Array => {
    openUntil(end - 1);
    close();
    return body.slice(0, at);
  };
  return { add, finish };
}

/** Calls `each` for every page of COPY rows: the number, and where the tails lie. */
export function eachPage(rows: Uint8Array, each: (bucket: number, tails: Uint8Array) => void): void {
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  for (let at = 0; at < rows.length; ) {
    const length = view.getInt32(at + 10);
    each(view.getInt32(at + 6), rows.subarray(at + ROW_HEAD, at + ROW_HEAD + length));
    at += ROW_HEAD + length;
  }
}
