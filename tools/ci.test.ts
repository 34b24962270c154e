import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const room = mkdtempSync(join(tmpdir(), 'countersign-ci-'));
after(() => rmSync(room, { recursive: true, force: true }));
cpSync(resolve(import.meta.dirname, '../.ci/run'), join(room, '.ci/run'));

const TOTALS = 'ℹ tests 7\nℹ pass 7\nℹ fail 0\nℹ cancelled 0\n';

/** Runs .ci/run with an npm that only says what it is told to say for each of its commands, and exits with the number after it. */
function ci(says: Record<string, [text: string, code: number]>): { status: number | null; last: string } {
  const bin = join(room, 'bin');
  mkdirSync(bin, { recursive: true });
  const cases = Object.entries(says).map(
    ([command, [text, code]]) => `"${command}") printf '${text}'; exit ${code} ;;`,
  );
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\nesac\nexit 0\n`);
  for (const name of ['python3', 'openssl']) writeFileSync(join(bin, name), '#!/bin/sh\n');
  for (const name of ['npm', 'python3', 'openssl']) chmodSync(join(bin, name), 0o755);
  const env = { PATH: `${bin}:/usr/bin:/bin`, CI: 'true' };
  const { status, stdout } = spawnSync('bash', ['.ci/run'], { cwd: room, env, encoding: 'utf8' });
  return { status, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
}

test('CI closes with the tests and each of its four steps counted', () => {
  assert.deepEqual(ci({ test: [TOTALS, 0] }), { status: 0, last: '11 passed, 0 failed' });
});

test('CI fails when a test, a gate or the start fails', () => {
  const failing = TOTALS.replace('pass 7', 'pass 5').replace('fail 0', 'fail 1').replace('cancelled 0', 'cancelled 1');
  assert.deepEqual(ci({ test: [failing, 1] }), { status: 1, last: '9 passed, 2 failed' });
  assert.deepEqual(ci({ test: [TOTALS, 0], 'run gates': ['', 1] }), { status: 1, last: '10 passed, 1 failed' });
  assert.deepEqual(ci({ test: [TOTALS, 0], 'start -- --once': ['', 3] }), { status: 1, last: '10 passed, 1 failed' });
});

test('CI fails when not one test ran, or the runner ended badly without saying why', () => {
  assert.equal(ci({ test: [TOTALS.replace('pass 7', 'pass 0'), 0] }).status, 1);
  assert.equal(ci({ test: ['', 0] }).status, 1);
  assert.deepEqual(ci({ test: [TOTALS, 134] }), { status: 1, last: '11 passed, 1 failed' });
});

test('CI stops at once when the packages cannot be installed', () => {
  assert.deepEqual(ci({ ci: ['', 1], test: [TOTALS, 0] }), { status: 1, last: '1 passed, 1 failed' });
});
