import assert from 'node:assert/strict';
import test from 'node:test';
import { referenceRecord } from './seen.ts';

test('A reference is new once', () => {
  const seen = referenceRecord();
  assert.deepEqual(['a', 'b', 'a', 'a-long-reference-of-a-file', 'a-long-reference-of-a-file'].map(seen), [
    'new',
    'new',
    'again',
    'new',
    'again',
  ]);
});

test('A file with more rows than can be told apart is said to be full, never taken for new', () => {
  const seen = referenceRecord(2);
  assert.deepEqual(['a', 'b', 'c', 'a'].map(seen), ['new', 'new', 'full', 'full']);
});
