import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { completed, type Lock, lockProblems } from './lock.ts';
import { pathFindings } from './tidy/paths.ts';
import { fileFindings, tidy } from './tidy.ts';

const longBody = (lines: number): string => `export function long(): void {\n${'  void 0;\n'.repeat(lines - 2)}}\n`;
/** Halves of a word that may not stand in a source file whole. */
const halves = (...parts: string[]): string => parts.join('');

/** What is planted, where, and what the finding says. */
const PLANTED: [string, string, string, RegExp][] = [
  ['a file of 301 lines', 'src/log/a.ts', 'void 0;\n'.repeat(301), /301 lines/],
  ['a function of 61 lines', 'src/log/a.ts', longBody(61), /function of 61 lines/],
  [
    'an arrow function of 61 lines',
    'src/log/a.ts',
    `const a = () => {\n${'  void 0;\n'.repeat(59)}};\n`,
    /of 61 lines/,
  ],
  ['a boolean parameter', 'src/log/a.ts', 'export function a(quick: boolean): void {}\n', /boolean parameter quick/],
  [
    'an optional boolean parameter',
    'src/log/a.ts',
    'const a = (quick?: boolean | null) => 1;\n',
    /boolean parameter quick/,
  ],
  ['a boolean by its default', 'src/log/a.ts', 'const a = (quick = false) => 1;\n', /boolean parameter quick/],
  [
    'a boolean in a function type',
    'src/log/a.ts',
    'interface A { go(quick: boolean): void }\n',
    /boolean parameter quick/,
  ],
  ['a variable called token', 'src/log/a.ts', 'const token = 1;\n', /bare name token/],
  ['a function called validate', 'src/log/a.ts', 'function validate(): void {}\n', /bare name validate/],
  ['a property called match', 'src/log/a.ts', 'interface A { match: string }\n', /bare name match/],
  ['a type called Token', 'src/log/a.ts', 'type Token = string;\n', /bare name Token/],
  ['a default export', 'src/log/a.ts', 'export default 1;\n', /default export/],
  ['a default function', 'src/log/a.ts', 'export default function a(): void {}\n', /default export/],
  ['unfinished work', 'src/log/a.ts', halves('// TO', 'DO later\n'), /unfinished/],
  ['a mended-later note', 'docs/a.md', halves('<!-- FIX', 'ME -->\n'), /unfinished/],
  ['a silenced compiler', 'src/log/a.ts', halves('// @ts-', 'ignore\n'), /silenced compiler/],
  ['a silenced linter without a reason', 'src/log/a.ts', halves('// biome-', 'ignore lint\n'), /silenced linter/],
  ['a skipped test', 'src/log/a.test.ts', halves('test.sk', "ip('a', () => {});\n"), /does not run/],
  ['a lone test', 'src/log/a.test.ts', halves('test.on', "ly('a', () => {});\n"), /does not run/],
  ['a hiding cast', 'src/log/a.ts', halves('const a = 1 as a', 'ny;\n'), /hides a type/],
  ['the clock in a pure room', 'src/decision/a.ts', 'const a = Date.now();\n', /Date\.now in the pure room/],
  ['the clock by new Date', 'src/decision/a.ts', 'const a = new Date();\n', /the clock in the pure room/],
  ['randomness in a pure room', 'src/log/a.ts', 'const a = Math.random();\n', /Math\.random in the pure room/],
  ['configuration in a pure room', 'src/terms/a.ts', 'const a = process.env;\n', /process in the pure room/],
  ['a Buffer in a pure room', 'src/matching/a.ts', "const a = Buffer.from('a');\n", /Buffer in the pure room/],
  [
    'sorting by locale',
    'src/gateway/a.ts',
    "const a = ['b', 'a'].sort((x, y) => x.localeCompare(y));\n",
    /depends on the machine/,
  ],
  [
    'a select outside store',
    'src/gateway/a.ts',
    'const a = `select index from entry where index = $1`;\n',
    /SQL outside store/,
  ],
  ['an insert outside store', 'src/register/a.ts', "const a = 'INSERT INTO page VALUES ($1)';\n", /SQL outside store/],
  ['an update outside store', 'src/cli/a.ts', "const a = 'update head set size = $1';\n", /SQL outside store/],
];

const PLAIN: [string, string, string][] = [
  ['a new Date of a given time', 'src/decision/a.ts', 'const a = (text: string) => new Date(text);\n'],
  ['String.prototype.match', 'src/log/a.ts', 'const a = (text: string) => text.match(/a/);\n'],
  ['a word of the design', 'src/log/a.ts', "const word = { process: 1 };\nconst a = 'Select a file from the list';\n"],
  ['SQL in store', 'src/store/a.ts', 'const a = `select index from entry`;\n'],
  ['a long table', 'src/matching/tables/a.ts', 'void 0;\n'.repeat(301)],
  ['a suite of many tests', 'src/log/a.test.ts', `describe('a', () => {\n${'  test(1);\n'.repeat(70)}});\n`],
];

const made: string[] = [];
after(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

describe('tidy finds', () => {
  for (const [what, path, text, form] of PLANTED) {
    test(what, () => {
      const root = project({ [path]: text });
      assert.match(tidy(root).findings.join('\n'), form);
    });
  }
});

describe('tidy lets pass', () => {
  for (const [what, path, text] of PLAIN) test(what, () => assert.deepEqual(fileFindings(path, text), []));
});

describe('a path', () => {
  for (const path of [
    'src/log/utils.ts',
    'src/data/a.ts',
    'test/row-helper.ts',
    'src/store/Common/a.ts',
    'src/attic/a.ts',
  ]) {
    test(`${path} is refused`, () => assert.notDeepEqual(pathFindings(path), []));
  }
  test('of the house is not', () => assert.deepEqual(pathFindings('src/store/migrations/0001.sql'), []));
});

function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'countersign-tidy-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  made.push(root);
  return root;
}

test('a clean project has no findings, and its files were read', () => {
  const files = {
    'README.md': '# a\n',
    'package-lock.json': '{ "packages": {} }',
    'src/log/README.md': '# log\n',
    'src/log/a.ts': 'export const A = 1;\n',
  };
  assert.deepEqual(tidy(project(files)), { read: 1, findings: [] });
});

test('a README that is missing or too long is found', () => {
  const files = { 'README.md': 'a\n'.repeat(151), 'src/log/README.md': 'a\n'.repeat(16), 'src/keys/a.ts': '' };
  const found = tidy(project(files)).findings;
  for (const what of ['README.md has 151 lines', 'src/log/README.md has 16 lines', 'src/keys/README.md is missing']) {
    assert.ok(
      found.some((line) => line.startsWith(what)),
      what,
    );
  }
});

const SHORT_LOCK: Lock = {
  packages: {
    '': {},
    'node_modules/lint': {
      version: '1.0.0',
      dev: true,
      resolved: 'https://x',
      optionalDependencies: { '@lint/cli-linux-arm64-musl': '1.0.0' },
    },
    'node_modules/deep': { version: '1.0.0', optionalDependencies: { near: '^2.0.0' } },
    'node_modules/deep/node_modules/near': { version: '2.0.0', optional: true },
  },
};

test('a lock file that lacks an optional package of another platform, or names a registry, is found', () => {
  assert.deepEqual(lockProblems(SHORT_LOCK), [
    'node_modules/lint asks for @lint/cli-linux-arm64-musl, which is missing',
    'node_modules/lint is bound to one registry by "resolved"',
  ]);
});

test('completing a lock file names the package for its own platform only, and settles every problem', () => {
  const lock = completed(SHORT_LOCK);
  const added = { version: '1.0.0', optional: true, dev: true, os: ['linux'], cpu: ['arm64'], libc: ['musl'] };
  assert.deepEqual(lock.packages['node_modules/@lint/cli-linux-arm64-musl'], added);
  assert.deepEqual(lockProblems(lock), []);
});
