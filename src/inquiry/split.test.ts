import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { splitLine } from './split.ts';

const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', 'é', '7') });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('A line of quoted and bare cells comes apart into the cells it was made of (RFC 4180)', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
      const line = cells.map((each) => (/[",]/.test(each) || each.length % 2 === 0 ? quoted(each) : each)).join(',');
      assert.deepEqual(splitLine(line), { ok: true, cells });
    }),
  );
});

test('A line that csv-parse reads without leniency comes apart into the same cells', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', ' '), minLength: 1 }), (line) => {
      const [theirs] = parsedStrictly(line);
      const ours = splitLine(line);
      assert.equal(ours.ok, theirs !== undefined);
      if (ours.ok) assert.deepEqual(ours.cells, theirs);
    }),
    { numRuns: 2000 },
  );
});

function parsedStrictly(line: string): string[][] {
  try {
    return parse(line, { relax_column_count: true });
  } catch {
    return [];
  }
}

test('A line that cannot come apart tells the cells before the wrong one and what to do', () => {
  const cases: [string, number, RegExp][] = [
    ['a,"b', 1, /does not close/],
    ['a,b"c,d', 1, /double the quote/],
    ['a,b,"c"d', 2, /after its closing quote/],
  ];
  for (const [line, before, problem] of cases) {
    const split = splitLine(line);
    assert.ok(!split.ok);
    assert.equal(split.cells.length, before);
    assert.match(split.problem, problem);
  }
});
