import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { DEPTH_LIMIT, readJson } from './json-text.ts';

test('JSON without repeated keys is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), (text) => {
      assert.deepEqual(readJson(text), { ok: true, value: JSON.parse(text) });
    }),
  );
});

test('A key that is named twice in one object is refused, however it is written', () => {
  for (const text of [
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"x":{"a":1,"b":[{}],"a":1}}',
    '[{"a":"}","a":","}]',
    '{"":1,"":2}',
    '{"__proto__":1,"__proto__":2}',
  ]) {
    assert.deepEqual(readJson(text), { ok: false, problem: 'the line names a field twice; remove one' }, text);
  }
});

test('A key may stand again in another object, and as a value', () => {
  for (const text of [
    '{"a":{"a":"a"},"b":["a","a",{"a":1}]}',
    '[{"a":1},{"a":2}]',
    '{"a":"\\"a\\":1,","b":"{\\"b\\":1}"}',
  ]) {
    assert.ok(readJson(text).ok, text);
  }
});

test('Nesting deeper than the limit is refused', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  assert.ok(readJson(nested(DEPTH_LIMIT)).ok);
  assert.ok(!readJson(nested(DEPTH_LIMIT + 1)).ok);
  assert.ok(!readJson(nested(30_000)).ok);
});

test('Text that is no JSON is refused without being quoted', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', '"', ':', ',', 'Secretname', '[', '\\') }), (text) => {
      const read = readJson(text);
      if (!read.ok) assert.doesNotMatch(read.problem, /Secretname/);
    }),
  );
});
