import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/countersign');
const room = mkdtempSync(join(tmpdir(), 'countersign-evaluate-'));
after(() => rmSync(room, { recursive: true, force: true }));

function evaluate(what: string, text: string, ...options: string[]) {
  writeFileSync(join(room, 'pairs.ndjson'), text);
  return spawnSync(LAUNCHER, ['evaluate', what, 'pairs.ndjson', ...options], { cwd: room, encoding: 'utf8' });
}

const row = (pair: { a: string; b: string; same: boolean | null; kind: string }): string => `${JSON.stringify(pair)}\n`;

describe('evaluate addresses', () => {
  const text = [
    row({
      a: '12 Elm Street, Springfield, IL 62704',
      b: '12 ELM ST, SPRINGFIELD IL 62704',
      same: true,
      kind: 'suffix',
    }),
    row({
      a: '12 Elm Street, Springfield, IL 62704',
      b: '14 Elm Street, Springfield, IL 62704',
      same: false,
      kind: 'neighbour',
    }),
    row({ a: '12 Elm Street, Springfield, IL 62704', b: 'UNKNOWN', same: true, kind: 'placeholder' }),
  ].join('');

  test('reports pairs, untyped, recall and false confirms, and each kind', () => {
    const { status, stdout } = evaluate('addresses', text, '--json');
    const said = JSON.parse(stdout) as Record<string, unknown>;
    assert.equal(status, 0);
    const { pairs, untyped, same, confirmed_same, recall, different, false_confirms } = said;
    assert.deepEqual([pairs, untyped, same, confirmed_same, recall, different, false_confirms], [3, 1, 1, 1, 1, 1, 0]);
    const kinds = { suffix: { pairs: 1, confirmed: 1 }, neighbour: { pairs: 1, confirmed: 0 } };
    assert.deepEqual(said['by_kind'], kinds);
  });

  test('writes what went wrong to a file only when asked, and prints no address', () => {
    const { stdout } = evaluate('addresses', text, '--wrong', 'wrong.ndjson');
    assert.doesNotMatch(stdout, /Elm/i);
    assert.match(readFileSync(join(room, 'wrong.ndjson'), 'utf8'), /^\{.*"kind":"placeholder".*\}\n$/);
  });
});

test('a row that cannot be read is bad input: its line is named and not quoted', () => {
  const good = row({ a: '1 A St, B, IL 60601', b: '1 A St, B, IL 60601', same: true, kind: 'k' });
  for (const bad of [
    '{"a": "12 Secret Rd"',
    '{"a": "12 Secret Rd", "b": "x", "kind": "k"}',
    '["12 Secret Rd"]',
    '{"a": 1}',
  ]) {
    const { status, stdout, stderr } = evaluate('addresses', `${good}\n${bad}\n`, '--json');
    assert.equal(status, 2);
    assert.match(stderr, /pairs\.ndjson:3 /);
    assert.doesNotMatch(stdout + stderr, /Secret/);
  }
  assert.equal(evaluate('addresses', '\n').status, 2);
});
