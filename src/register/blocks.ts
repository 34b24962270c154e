import { LINE_LIMIT } from '../inquiry/lines.ts';

/** Whole lines of a file. `header` is its first line where the format has one, else empty. */
export interface LinesBlock {
  readonly header: Uint8Array;
  readonly lines: Uint8Array;
  /** Number of the first of the lines, counted from 1. */
  readonly firstLine: number;
  /** Bytes of the file read when the block was cut. */
  readonly read: number;
}

const LF = 10;
const BLOCK_BYTES = 1 << 20;
/** Of an endless line only so much goes on, enough to be called too long. */
const KEPT = LINE_LIMIT + 2;

/**
 * Cuts a file into blocks of whole lines of about 1 MB, for workers to read side by side. Memory stays within two
 * blocks, whatever the file. WHY it may be cut there: in these files one record is one line (inquiry/rows.ts).
 */
export async function* cutBlocks(
  chunks: AsyncIterable<Uint8Array>,
  format: 'csv' | 'ndjson',
): AsyncGenerator<LinesBlock> {
  let header: Uint8Array | null = format === 'csv' ? null : new Uint8Array(0);
  let firstLine = 1;
  let read = 0;
  for await (const whole of wholeLines(chunks)) {
    let lines = whole.lines;
    read = whole.read;
    if (header === null) {
      const end = lines.indexOf(LF) + 1 || lines.length;
      header = lines.slice(0, end);
      lines = lines.slice(end);
      firstLine = 2;
      if (lines.length === 0) {
        yield { header, lines, firstLine, read };
        continue;
      }
    }
    const next = firstLine + countLines(lines); // before the lines are given away: their memory may go to a worker
    yield { header, lines, firstLine, read };
    firstLine = next;
  }
}

/** Runs of bytes that end at the end of a line (the last one at the end of the file). */
async function* wholeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<{ lines: Uint8Array; read: number }> {
  let pending: Uint8Array[] = [];
  let size = 0;
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    pending.push(chunk.slice()); // WHY a copy: a stream may write its next chunk into the same memory
    size += chunk.length;
    if (size < BLOCK_BYTES) continue;
    const all = joined(pending, size);
    const end = all.lastIndexOf(LF) + 1;
    const rest = all.length - end > BLOCK_BYTES ? all.subarray(end, end + KEPT) : all.subarray(end);
    if (end > 0) yield { lines: all.slice(0, end), read };
    [pending, size] = [[rest.slice()], rest.length];
  }
  if (size > 0) yield { lines: joined(pending, size), read };
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function countLines(lines: Uint8Array): number {
  let count = 0;
  for (let at = lines.indexOf(LF); at >= 0; at = lines.indexOf(LF, at + 1)) count++;
  return count;
}
