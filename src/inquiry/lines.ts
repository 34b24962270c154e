/** Bytes into lines: strict UTF-8, bounded, streamed; a spoilt line is a value and the others go on. */
import { FileRefused } from './file-problem.ts';

/** The longest line taken, in bytes without its line end. */
export const LINE_LIMIT = 65_536;

/** A line that cannot be read; `byte` counts from 1 within the line, 0 where none is meant; `before` is the text up to it. */
export interface SpoiltLine {
  readonly byte: number;
  readonly before: string;
  readonly problem: string;
}

/** Lines without their line ends (LF or CR LF); the first has number `first`, counted from 1. */
export interface LineBlock {
  readonly first: number;
  readonly lines: readonly (string | SpoiltLine)[];
}

const LF = 0x0a;
const TOO_LONG: SpoiltLine = { byte: 0, before: '', problem: `the line is longer than ${LINE_LIMIT} bytes` };
type Decoder = InstanceType<typeof TextDecoder>;
const fatal = (): Decoder => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Memory stays within one chunk and one line. Throws FileRefused for UTF-16 or UTF-32; a file of no bytes gives no block. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LineBlock> {
  const decoder = fatal();
  let carry: Uint8Array = new Uint8Array(0);
  let first = 1;
  let skipping = false;
  for await (const chunk of withoutMark(chunks)) {
    const bytes = carry.length === 0 ? chunk : joined(carry, chunk);
    const end = bytes.lastIndexOf(LF) + 1;
    if (end > 0) {
      const lines = linesOf(bytes.subarray(0, end), decoder);
      if (skipping) lines[0] = TOO_LONG;
      skipping = false;
      yield { first, lines };
      first += lines.length;
    }
    // A copy: a stream may write its next chunk into the same memory.
    carry = bytes.slice(end);
    if (skipping || carry.length > LINE_LIMIT + 1) [skipping, carry] = [true, new Uint8Array(0)];
  }
  if (skipping) yield { first, lines: [TOO_LONG] };
  else if (carry.length > 0) yield { first, lines: [lineOf(carry, decoder)] };
}

/** The chunks without a byte order mark; the first of them holds four bytes or the whole file. */
async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = joined(head, chunk);
    if (head.length < 4) continue;
    yield afterMark(head);
    head = null;
  }
  if (head !== null) yield afterMark(head);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Takes a UTF-8 byte order mark off the start; refuses the other encodings by their mark or by their zero bytes. */
function afterMark(bytes: Uint8Array): Uint8Array {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return bytes.subarray(3);
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  const zeroed =
    bytes.length >= 4 && ((a === 0 && b !== 0) || (a !== 0 && b === 0 && d === 0) || (a === 0 && b === 0 && c === 0));
  if (!marked && !zeroed) return bytes;
  const message = 'The file is UTF-16 or UTF-32. Save it as UTF-8 and send it again.';
  throw new FileRefused({ kind: 'encoding', line: 1, column: '', message });
}

/** Whole lines, the last one ended by LF. */
function linesOf(block: Uint8Array, decoder: Decoder): (string | SpoiltLine)[] {
  if (longest(block) > LINE_LIMIT) return eachLine(block, decoder);
  try {
    const lines = decoder.decode(block).split('\n');
    lines.pop();
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] as string;
      if (line.charCodeAt(line.length - 1) === 13) lines[i] = line.slice(0, -1);
    }
    return lines;
  } catch {
    return eachLine(block, decoder);
  }
}

function longest(block: Uint8Array): number {
  let most = 0;
  for (let from = 0; from < block.length; ) {
    const end = block.indexOf(LF, from);
    if (end - from > most) most = end - from;
    from = end + 1;
  }
  return most;
}

function eachLine(block: Uint8Array, decoder: Decoder): (string | SpoiltLine)[] {
  const lines: (string | SpoiltLine)[] = [];
  for (let from = 0; from < block.length; ) {
    const end = block.indexOf(LF, from);
    lines.push(lineOf(block.subarray(from, end), decoder));
    from = end + 1;
  }
  return lines;
}

function lineOf(bytes: Uint8Array, decoder: Decoder): string | SpoiltLine {
  const line = bytes[bytes.length - 1] === 13 ? bytes.subarray(0, -1) : bytes;
  if (line.length > LINE_LIMIT) return TOO_LONG;
  try {
    return decoder.decode(line);
  } catch {
    const byte = firstBadByte(line);
    const before = new TextDecoder().decode(line.subarray(0, byte - 1));
    return { byte, before, problem: `byte ${byte} of the line is not UTF-8; save the file as UTF-8` };
  }
}

/** Where UTF-8 first breaks, from 1: the place at which the lenient decoder writes a replacement that re-encodes otherwise. */
function firstBadByte(line: Uint8Array): number {
  const again = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(line));
  let at = 0;
  while (at < line.length && line[at] === again[at]) at++;
  return Math.min(at + 1, line.length);
}
