import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { checkpointNote, vkeyOf } from '../vectors/made-log.ts';
import { madeReceipt } from '../vectors/made-receipt.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '../../docs/for-inspectors.md'), 'utf8');
const PROGRAM = GUIDE.slice(GUIDE.indexOf('```python\n') + 10, GUIDE.lastIndexOf('```'));
const folder = mkdtempSync(join(tmpdir(), 'countersign-inspector-'));
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
writeFileSync(join(folder, 'verify_receipt.py'), PROGRAM);

/** Runs the guide's program; a machine without python3 fails the test. */
function run(receipt: string, vkey: string): { status: number | null; text: string } {
  writeFileSync(join(folder, 'receipt'), receipt);
  const ran = spawnSync('python3', [join(folder, 'verify_receipt.py'), join(folder, 'receipt'), vkey], {
    encoding: 'utf8',
  });
  assert.equal(ran.error, undefined, 'python3 is needed to test the program in docs/for-inspectors.md');
  return { status: ran.status, text: ran.stdout + ran.stderr };
}

test('The program in docs/for-inspectors.md stays a page long', () => {
  assert.ok(PROGRAM.split('\n').length <= 125);
});

test('The program in docs/for-inspectors.md verifies receipts at any place of logs of any shape', async () => {
  for (const [size, index] of [
    [1, 0],
    [2, 1],
    [257, 256],
    [300, 100],
    [70_000, 65_535],
  ] as const) {
    const { text, log } = await madeReceipt(size, index);
    const ran = run(text, log.vkey);
    assert.equal(ran.status, 0, ran.text);
    assert.ok(ran.text.startsWith('VERIFIED {"agreement": "AGR-2026-014"'));
    assert.ok(ran.text.includes(`"entry": ${index},`) && ran.text.includes('"outcome": "not_confirmed"'));
  }
});

test('The program in docs/for-inspectors.md refuses a receipt changed in any part, and one of another log', async () => {
  const { text, log } = await madeReceipt(257, 100);
  const lines = text.split('\n');
  const changed = lines.flatMap((line, i) => {
    const at = Math.floor(line.length / 2);
    const others = [String.fromCharCode(line.charCodeAt(at) ^ 1), line[at] === 'A' ? 'B' : 'A'];
    const put = (other: string): string => lines.with(i, line.slice(0, at) + other + line.slice(at + 1)).join('\n');
    return line === '' ? [] : others.map(put);
  });
  const elsewhere = checkpointNote(256, log.root).split('\n').at(-2) ?? '';
  const more = [
    text.replace(/\u2014 .*/, elsewhere),
    text.slice(0, -30),
    text.replace(/index 100\n.*\n/, 'index 100\n'),
    text.replace('index 100', 'index 101'),
    '',
    'x',
  ];
  for (const receipt of [...changed, ...more]) {
    const ran = run(receipt, log.vkey);
    assert.equal(ran.status, 1, `${ran.text}\n${receipt}`);
    assert.match(ran.text, /^NOT VERIFIED: /);
  }
  assert.match(run(text, vkeyOf('other.example/log')).text, /another log/);
});
