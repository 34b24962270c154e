import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutBlocks } from './blocks.ts';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function cut(
  text: string,
  size: number,
): Promise<{ header: string; lines: string[]; firsts: number[]; largest: number }> {
  const whole = { header: '', lines: [] as string[], firsts: [] as number[], largest: 0 };
  for await (const block of cutBlocks(chunksOf(new TextEncoder().encode(text), size), 'csv')) {
    whole.header = new TextDecoder().decode(block.header);
    const lines = new TextDecoder().decode(block.lines).split('\n');
    if (lines.at(-1) === '') lines.pop();
    if (lines.length > 0) whole.firsts.push(block.firstLine);
    whole.lines.push(...lines);
    whole.largest = Math.max(whole.largest, block.lines.length);
  }
  return whole;
}

test('blocks hold every line once, whole, with the number of their first', async () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `line ${i} ${'x'.repeat(i % 90)}`);
  const got = await cut(['head', ...lines].join('\n'), 65_536);
  assert.equal(got.header, 'head\n');
  assert.deepEqual(got.lines, lines);
  assert.equal(got.firsts[0], 2);
  assert.ok(got.firsts.length > 2);
});

test('the number of a block counts all lines before it', async () => {
  const lines = Array.from({ length: 50_000 }, (_, i) => `${i} ${'y'.repeat(60)}`);
  const bytes = new TextEncoder().encode(['head', ...lines, ''].join('\n'));
  for await (const block of cutBlocks(chunksOf(bytes, 100_000), 'csv')) {
    const first = new TextDecoder().decode(block.lines).split(' ')[0];
    assert.equal(Number(first), block.firstLine - 2);
    structuredClone(block.lines.buffer, { transfer: [block.lines.buffer as ArrayBuffer] }); // as to a worker
  }
});

test('a line without end stays one line that is too long, in bounded memory, and the next lines are read', async () => {
  const got = await cut(`head\nshort\n${'z'.repeat(9_000_000)}\nafter\n`, 65_536);
  assert.deepEqual([got.lines.length, got.lines[0], got.lines[2]], [3, 'short', 'after']);
  assert.ok((got.lines[1]?.length ?? 0) > 65_536 && got.largest < 3_000_000);
});
