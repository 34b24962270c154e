import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { FileRefused } from './file-problem.ts';
import { LINE_LIMIT, readLines, type SpoiltLine } from './lines.ts';

async function linesOf(bytes: Uint8Array, size = bytes.length): Promise<(string | SpoiltLine)[]> {
  const all: (string | SpoiltLine)[] = [];
  for await (const block of readLines(pieces(bytes, size))) {
    assert.equal(block.first, all.length + 1, 'lines are counted from 1 without a gap');
    all.push(...block.lines);
  }
  return all;
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  // One buffer for every piece, as streams do: what is kept of a piece must be a copy.
  const buffer = new Uint8Array(Math.max(size, 1));
  for (let at = 0; at < bytes.length; at += buffer.length) {
    const piece = bytes.subarray(at, at + buffer.length);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytesOf = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((each) => (typeof each === 'string' ? [...utf8(each)] : each)));

test('How a file is cut into chunks changes no line of it', async () => {
  const piece = fc.constantFrom('a', '\n', '\r\n', 'é', '𝒳', '\uFEFF');
  const text = fc.array(
    fc.oneof(
      piece.map((each) => [...utf8(each)]),
      fc.constantFrom([0xff], [0xc3], [0x0d]),
    ),
    { minLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
      const bytes = Uint8Array.from(parts.flat());
      assert.deepEqual(await linesOf(bytes, size), await linesOf(bytes));
    }),
  );
});

test('Line ends are LF or CR LF, and the last line needs none', async () => {
  assert.deepEqual(await linesOf(utf8('a\r\nb\n\nc')), ['a', 'b', '', 'c']);
  assert.deepEqual(await linesOf(utf8('a\n')), ['a']);
  assert.deepEqual(await linesOf(utf8('')), []);
});

test('A byte order mark at the start is no part of the first line', async () => {
  assert.deepEqual(await linesOf(bytesOf([0xef, 0xbb, 0xbf], 'a,b\nc')), ['a,b', 'c']);
});

test('A byte that is not UTF-8 spoils its own line, names its place, and leaves the others', async () => {
  const lines = await linesOf(bytesOf('one\ncaf', [0xe9], ',x\nthree\n'));
  assert.equal(lines.length, 3);
  assert.equal(lines[0], 'one');
  assert.equal(lines[2], 'three');
  const spoilt = lines[1] as SpoiltLine;
  assert.equal(spoilt.byte, 4);
  assert.equal(spoilt.before, 'caf');
});

test('Overlong, surrogate and cut-off sequences are not UTF-8', async () => {
  for (const bad of [[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf5, 0x80, 0x80, 0x80], [0x80]]) {
    const lines = await linesOf(bytesOf('good\n', bad, '\ngood'));
    assert.equal((lines[1] as SpoiltLine).byte, 1, String(bad));
  }
});

test('A line over the limit is skipped without being kept, and the next one is read', async () => {
  const long = 'x'.repeat(LINE_LIMIT + 1);
  for (const size of [1000, 70_000, 500_000]) {
    const lines = await linesOf(utf8(`head\n${long.repeat(3)}\n${long}\r\n${'y'.repeat(LINE_LIMIT)}\r\ntail`), size);
    assert.equal(lines.length, 5);
    assert.deepEqual([lines[0], lines[4], (lines[3] as string).length], ['head', 'tail', LINE_LIMIT]);
    for (const at of [1, 2]) assert.match((lines[at] as SpoiltLine).problem, /longer than 65536 bytes/);
  }
});

test('UTF-16 and UTF-32, with or without a mark, are refused as such', async () => {
  const little = [...'reference'].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const big = [...'reference'].flatMap((letter) => [0, letter.charCodeAt(0)]);
  const wide = [...'reference'].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]);
  for (const bytes of [[0xff, 0xfe, ...little], [0xfe, 0xff, ...big], little, big, wide]) {
    await assert.rejects(
      linesOf(Uint8Array.from(bytes)),
      (error) => error instanceof FileRefused && error.problem.kind === 'encoding',
    );
  }
});
