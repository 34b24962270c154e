import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Command } from 'commander';
import { program } from './program.ts';

const HOUSE = resolve(import.meta.dirname, '../..');
const VECTORS = join(HOUSE, 'test/vectors');
const VKEY = join(VECTORS, 'sample.vkey');
const room = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
after(() => rmSync(room, { recursive: true, force: true }));

function countersign(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(HOUSE, 'bin/countersign'), args, { cwd: room, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** The one JSON object on standard output. */
function json(stdout: string): Record<string, unknown> {
  assert.equal(stdout.trimEnd().split('\n').length, 1);
  return JSON.parse(stdout) as Record<string, unknown>;
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

test('every command has a description, and takes --json and --trace', async () => {
  for (const command of leaves(await program(''))) {
    assert.notEqual(command.description(), '', command.name());
    const options = command.options.map((option) => option.long);
    assert.ok(options.includes('--json') && options.includes('--trace'), command.name());
  }
});

test("the README's table of commands names each command that there is, and none that is not", async () => {
  const readme = readFileSync(join(HOUSE, 'README.md'), 'utf8');
  const table = readme.slice(readme.indexOf('| command | does |'), readme.indexOf('For those who change it'));
  const cells = table.split('\n').flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1] ?? []);
  const root = await program('');
  const named = cells.map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words.split(' ')));
  for (const commands of named) {
    const noun = root.commands.find((command) => command.name() === commands[0]?.[0]);
    assert.ok(noun, `README names ${commands[0]?.join(' ')}`);
    const verbs = commands.map((words, place) => (place === 0 || words[0] === noun.name() ? words[1] : words[0]));
    for (const verb of verbs.filter((word) => word !== undefined && /^[a-z]+$/.test(word))) {
      assert.ok(
        noun.commands.some((command) => command.name() === verb),
        `README names ${noun.name()} ${verb}`,
      );
    }
  }
  const nouns = new Set(named.map(([first]) => first?.[0]));
  for (const command of root.commands) assert.ok(nouns.has(command.name()), `README is silent about ${command.name()}`);
});

describe('log verify', () => {
  test('an intact log of other hands gives ok, size and root, and exit 0', () => {
    const { status, stdout } = countersign('log', 'verify', join(VECTORS, 'sample-log'), '--vkey', VKEY, '--json');
    const [, size, root] = readFileSync(join(VECTORS, 'sample-log/checkpoint'), 'utf8').split('\n');
    const said = json(stdout);
    assert.equal(status, 0);
    assert.deepEqual([said['ok'], said['size'], said['root'], said['problems']], [true, Number(size), root, []]);
  });

  test('the verifier key may be given itself', () => {
    const key = readFileSync(VKEY, 'utf8').trim();
    assert.equal(countersign('log', 'verify', join(VECTORS, 'sample-log'), '--vkey', key).status, 0);
  });

  test('one changed byte gives ok false, names the file, and exit 1', () => {
    const changed = join(room, 'changed');
    cpSync(join(VECTORS, 'sample-log'), changed, { recursive: true });
    const tile = readFileSync(join(VECTORS, 'sample-log/tile/0/000'));
    tile[5] = (tile[5] ?? 0) ^ 1;
    rmSync(join(changed, 'tile/0/000'));
    writeFileSync(join(changed, 'tile/0/000'), tile);
    const { status, stdout } = countersign('log', 'verify', changed, '--vkey', VKEY, '--json');
    assert.equal(status, 1);
    assert.equal(json(stdout)['ok'], false);
    assert.match(stdout, /tile\/0\/000/);
  });

  test('a folder or key file that is not there is bad input: exit 2, and which one', () => {
    const { status, stderr } = countersign('log', 'verify', 'nowhere', '--vkey', VKEY);
    assert.equal(status, 2);
    assert.match(stderr, /nowhere: no such file or folder/);
    assert.equal(countersign('log', 'verify', join(VECTORS, 'sample-log'), '--vkey', 'nowhere').status, 2);
  });
});

test('bad usage exits 2, and --help 0', () => {
  for (const args of [['log', 'verify'], ['no-such-command'], ['log', 'verify', 'a', '--vkey', VKEY, '--wrong']]) {
    assert.equal(countersign(...args).status, 2, args.join(' '));
  }
  assert.equal(countersign('--help').status, 0);
});

test('a receipt that proves nothing exits 1 and says why', () => {
  const { status, stdout } = countersign('receipt', 'verify', VKEY, '--vkey', VKEY, '--json');
  assert.equal(status, 1);
  assert.equal(json(stdout)['ok'], false);
});
