import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FileRefused } from '../inquiry/file-problem.ts';
import { KeysUnavailable } from '../keys/unavailable.ts';
import { Unavailable } from '../store/unavailable.ts';
import { BadInput, failure } from './failure.ts';
import { grouped, pairs, table } from './output.ts';
import { progress } from './progress.ts';

describe('what was thrown', () => {
  test('of bad input keeps its message and exits 2', () => {
    const refused = new FileRefused({ kind: 'empty', line: 0, column: '', message: 'the file is empty' });
    assert.deepEqual(failure(refused), { code: 2, message: 'the file is empty' });
    assert.deepEqual(failure(new BadInput('no')), { code: 2, message: 'no' });
  });

  test('of unavailability keeps its message and exits 3', () => {
    assert.deepEqual(failure(new Unavailable('disk-full', 'full')), { code: 3, message: 'full' });
    assert.equal(failure(new KeysUnavailable('missing', 'k1', 'gone')).code, 3);
    assert.equal(failure(Object.assign(new Error('ENOSPC: /x'), { code: 'ENOSPC' })).code, 3);
  });

  test('unforeseen never shows its message: it may quote a person', () => {
    for (const thrown of [
      new Error('Jane Roe, 12 Elm St'),
      new TypeError('Jane Roe'),
      'Jane Roe',
      { message: 'Jane Roe' },
    ]) {
      const { code, message } = failure(thrown);
      assert.equal(code, 3);
      assert.doesNotMatch(message, /Jane/);
    }
  });
});

describe('output', () => {
  test('groups digits the same on every machine', () => {
    assert.deepEqual([0, 999, 1000, 1234567, 0.25, -1234.5].map(grouped), [
      '0',
      '999',
      '1,000',
      '1,234,567',
      '0.25',
      '-1,234.5',
    ]);
  });

  test('lays names and values out in columns', () => {
    assert.equal(
      pairs([
        ['rows', 1000],
        ['out', 'a.csv'],
      ]),
      'rows  1,000\nout   a.csv',
    );
  });

  test('draws a table with numbers to the right', () => {
    assert.match(
      table(
        ['what', 'count'],
        [
          ['a', 5],
          ['b', 50],
        ],
      ),
      /│ a {4}│ {5}5 │/,
    );
  });
});

describe('progress', () => {
  const screen = (kind: 'terminal' | 'file') => {
    const isTerminal = kind === 'terminal';
    const shown: string[] = [];
    const clock = { ms: 0 };
    return { shown, clock, isTerminal, write: (text: string) => shown.push(text), now: () => clock.ms };
  };

  test('shows nothing for what takes less than a second', () => {
    const on = screen('terminal');
    const bar = progress('loading', 10, on);
    on.clock.ms = 900;
    bar.at(9);
    bar.end();
    assert.deepEqual(on.shown, []);
  });

  test('is a bar on a terminal, redrawn in place and cleared at the end', () => {
    const on = screen('terminal');
    const bar = progress('loading', 200, on);
    on.clock.ms = 2000;
    bar.at(100);
    bar.at(101);
    bar.end();
    assert.equal(on.shown.length, 2);
    assert.match(on.shown[0] ?? '', /^\r.*loading \[#{15}-{15}\] 50 % 100\/200 \(50\/s\)$/);
    assert.doesNotMatch(on.shown.join(''), /\n/);
  });

  test('is a line every five seconds elsewhere', () => {
    const on = screen('file');
    const bar = progress('loading', null, on);
    for (on.clock.ms = 0; on.clock.ms <= 12_000; on.clock.ms += 500) bar.at(on.clock.ms);
    assert.equal(on.shown.length, 3);
    assert.ok(on.shown.every((line) => line.endsWith('\n')));
  });
});
