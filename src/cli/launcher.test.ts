import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const HOUSE = resolve(import.meta.dirname, '../..');
const room = realpathSync(mkdtempSync(join(tmpdir(), 'countersign launcher ')));
after(() => rmSync(room, { recursive: true, force: true }));

/** A checkout at a path with spaces, the real packages linked in unless told otherwise. */
function checkout(name: string): string {
  const root = join(room, name);
  mkdirSync(root);
  for (const part of ['bin', 'src', 'package.json']) cpSync(join(HOUSE, part), join(root, part), { recursive: true });
  return root;
}

function call(launcher: string, args: string[], cwd = '/', path = '/usr/bin:/bin') {
  return spawnSync(launcher, args, { cwd, env: { PATH: path }, encoding: 'utf8' });
}

test('the launcher runs from any folder, by a chain of symbolic links, from a path with spaces', () => {
  const root = checkout('a check out');
  symlinkSync(join(HOUSE, 'node_modules'), join(root, 'node_modules'));
  const links = join(room, 'links here');
  mkdirSync(links);
  symlinkSync(join(root, 'bin/countersign'), join(links, 'direct'));
  symlinkSync('direct', join(links, 'relative'));
  symlinkSync(root, join(links, 'folder'));
  for (const launcher of ['direct', 'relative', 'folder/bin/countersign']) {
    const { status, stdout, stderr } = call(join(links, launcher), ['--version'], tmpdir());
    assert.deepEqual([status, stdout, stderr], [0, '0.1.0\n', ''], launcher);
  }
});

test('without the packages the launcher says how to install them, and exits 3', () => {
  const { status, stderr } = call(join(checkout('bare'), 'bin/countersign'), ['--help']);
  assert.equal(status, 3);
  assert.match(stderr, /npm ci/);
});

test('without a pinned Node the launcher takes one on PATH that is new enough, else says what is needed and exits 3', () => {
  const root = checkout('other platform');
  mkdirSync(join(root, 'node_modules'));
  const path = join(room, 'path');
  mkdirSync(path);
  const standIn = (version: number): void => {
    writeFileSync(join(path, 'node'), `#!/bin/sh\n[ "$1" = -p ] && echo ${version} || echo "ran $*"\n`);
    chmodSync(join(path, 'node'), 0o755);
  };
  standIn(20);
  const old = call(join(root, 'bin/countersign'), ['log'], '/', `${path}:/usr/bin:/bin`);
  assert.equal(old.status, 3);
  assert.match(old.stderr, /Node 24 or newer is needed/);
  standIn(24);
  const newer = call(join(root, 'bin/countersign'), ['log', 'two words'], '/', `${path}:/usr/bin:/bin`);
  assert.equal(newer.stdout, `ran --disable-warning=ExperimentalWarning ${root}/src/cli/main.ts log two words\n`);
});
