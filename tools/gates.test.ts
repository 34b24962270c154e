import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { type GateName, type GateResult, runGates } from './gates.ts';
import { ROOMS } from './tidy/paths.ts';

const HOUSE = resolve(import.meta.dirname, '..');
const SETTINGS = ['tsconfig.json', 'biome.json', 'knip.json', '.dependency-cruiser.cjs', 'tools/knip-reporter.ts'];
const BOUGHT: GateName[] = ['types', 'lint', 'layering', 'unused'];
const made: string[] = [];

/** A small project with the house's own settings and these files (path -> text); a later file replaces an earlier one. */
function project(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'countersign gates ')));
  made.push(root);
  symlinkSync(join(HOUSE, 'node_modules'), join(root, 'node_modules'));
  for (const path of SETTINGS) cpSync(join(HOUSE, path), join(root, path), { recursive: true });
  write(root, {
    'package.json': '{ "name": "planted", "private": true, "type": "module", "devDependencies": { "knip": "*" } }\n',
    ...files,
  });
  return root;
}

function write(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const CLEAN = {
  'src/terms/number.ts': 'export const NUMBER = 1;\n',
  'src/cli/main.ts': "import { NUMBER } from '../terms/number.ts';\n\nconsole.log(NUMBER);\n",
};

function of(results: GateResult[], name: GateName): GateResult {
  const found = results.find((gate) => gate.name === name);
  assert.ok(found, `gate ${name} gave no result`);
  return found;
}

after(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

test('the bought gates pass a clean project', async () => {
  for (const gate of await runGates(project(CLEAN), BOUGHT)) assert.ok(gate.ok, `${gate.name}: ${gate.output}`);
});

test('every gate fails a project in which it reads nothing', async () => {
  const root = project({});
  rmSync(join(root, 'tools'), { recursive: true });
  for (const gate of await runGates(root, [...BOUGHT, 'tidy'])) assert.equal(gate.ok, false, gate.name);
});

test('a gate whose settings leave out a part of the sources fails, though it finds nothing', async () => {
  const root = project(CLEAN);
  const narrowed = (path: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(join(HOUSE, path), 'utf8');
    assert.notEqual(text.replace(from, to), text, path);
    write(root, { [path]: text.replace(from, to) });
  };
  narrowed('tsconfig.json', /"include": .*/, '"include": ["tools"]');
  narrowed('biome.json', '"src/**/*.ts"', '"src/cli/*.ts"');
  narrowed('knip.json', /"(entry|project)": \[[^\]]*\]/g, '"$1": ["tools/*.ts"]');
  narrowed('.dependency-cruiser.cjs', "path: '^countersign-data/'", "path: '^src/'");
  for (const gate of await runGates(root, BOUGHT)) {
    assert.equal(gate.ok, false, gate.name);
    assert.match(gate.output, /it proves nothing/, gate.name);
  }
});

describe('a planted violation', async () => {
  const root = project({ ...CLEAN, ...planted() });
  const results = await runGates(root, BOUGHT);

  test('of a type is found', () => {
    assert.match(of(results, 'types').output, /src\/terms\/wrong-type\.ts.*TS2322/);
    assert.equal(of(results, 'types').ok, false);
  });

  for (const rule of ['noExplicitAny', 'noDefaultExport', 'noBarrelFile', 'noUnusedVariables', 'format']) {
    test(`of the lint rule ${rule} is found`, () => {
      assert.match(of(results, 'lint').output, new RegExp(`\\b${rule}\\b`));
      assert.equal(of(results, 'lint').ok, false);
    });
  }

  for (const { name } of layeringRules()) {
    test(`of the layering rule ${name} is found`, () => {
      assert.match(of(results, 'layering').output, new RegExp(`^${name}: `, 'm'));
      assert.equal(of(results, 'layering').ok, false);
    });
  }

  test('of unused code is found: a file, an export, a dependency', () => {
    const { output, ok } = of(results, 'unused');
    assert.match(output, /^files src\/terms\/nobody-asks\.ts/m);
    assert.match(output, /^exports src\/terms\/half-used\.ts:2 NOBODY/m);
    assert.match(output, /^dependencies package\.json yaml/m);
    assert.equal(ok, false);
  });
});

function layeringRules(): { name: string }[] {
  const settings: { forbidden: { name: string }[] } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
  return settings.forbidden;
}

/** One violation of every rule of the bought gates. */
function planted(): Record<string, string> {
  const above = Object.fromEntries(
    ROOMS.map((room) => [`src/${room}/above.ts`, `import '../${room === 'cli' ? 'stray' : 'cli'}/top.ts';\n`]),
  );
  return {
    ...above,
    'package.json':
      '{ "name": "planted", "type": "module", "dependencies": { "yaml": "*", "pg": "*" }, "devDependencies": { "fast-check": "*" } }\n',
    'src/cli/top.ts': 'console.log(1);\n',
    'src/stray/top.ts': "import '../cli/top.ts';\n",
    'src/keys/secret.ts': 'export const SECRET = 1;\n',
    'src/client/thief.ts': "import { SECRET } from '../keys/secret.ts';\n\nconsole.log(SECRET);\n",
    'src/log/reads.ts': "import { readFileSync } from 'node:fs';\n\nconsole.log(readFileSync);\n",
    'src/matching/buys.ts': "import pg from 'pg';\n\nconsole.log(pg);\n",
    'src/gateway/hashes.ts': "import { createHash } from 'node:crypto';\n\nconsole.log(createHash);\n",
    'src/gateway/checks.ts': "import fc from 'fast-check';\nimport './checks.test.ts';\n\nconsole.log(fc);\n",
    'src/gateway/checks.test.ts': 'console.log(1);\n',
    'src/log/hen.ts': "import './egg.ts';\n",
    'src/log/egg.ts': "import './hen.ts';\nimport './nowhere.ts';\n",
    'src/terms/wrong-type.ts': "export const count: number = 'one';\n",
    'src/terms/loose.ts': 'const spare = 1;\nexport const loose: any = 1;\n',
    'src/terms/default.ts': 'export default 1;\n',
    'src/terms/barrel.ts': "export { NUMBER } from './number.ts';\n",
    'src/terms/quotes.ts': 'export const text = "text"\n',
    'src/terms/nobody-asks.ts': 'export const ALONE = 1;\n',
    'src/terms/half-used.ts': 'export const USED = 1;\nexport const NOBODY = 2;\n',
    'src/cli/main.ts': "import { USED } from '../terms/half-used.ts';\n\nconsole.log(USED);\n",
  };
}
