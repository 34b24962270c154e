/**
 * The gates: types, lint, layering, unused code, tidiness. `npm run gates`, or `node tools/gates.ts NAME...`.
 *
 * INVARIANT: a gate that has read fewer files than the project has fails, whatever its tool says: a tool that silently reads nothing
 * (a wrong path, an unsupported compiler) must never look like a clean result.
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { sourceFiles } from './sources.ts';
import { tidy } from './tidy.ts';

export interface GateResult {
  name: string;
  ok: boolean;
  /** How many of the project's files the gate has read, and how many it had to. */
  read: number;
  wanted: number;
  /** What it found, one finding a line. */
  output: string;
}

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

function run(root: string, command: string, args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'node_modules', command), ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  const ran: Ran = { code: 1, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.stderr += text));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ ...ran, code: code ?? 1 }));
  });
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

function result(name: string, wanted: number, read: number, code: number, findings: string[]): GateResult {
  const short = read < wanted || read === 0 ? [`${name} read ${read} of ${wanted} files: it proves nothing`] : [];
  return { name, ok: code === 0 && short.length === 0, read, wanted, output: [...findings, ...short].join('\n') };
}

async function types(root: string, wanted: number): Promise<GateResult> {
  const ran = await run(root, 'typescript/bin/tsc', ['--noEmit', '--listFiles', '--pretty', 'false']);
  const listed = (line: string): boolean => line.startsWith(`${root}/`) || /^\/.*[.]ts$/.test(line);
  const own = lines(ran.stdout).filter((line) => line.startsWith(`${root}/`) && !line.includes('/node_modules/'));
  return result('types', wanted, own.length, ran.code, [
    ...lines(ran.stdout).filter((line) => !listed(line)),
    ...lines(ran.stderr),
  ]);
}

async function lint(root: string, wanted: number): Promise<GateResult> {
  const args = ['check', '--verbose', '--max-diagnostics=200', '--error-on-warnings', '--colors=off'];
  const ran = await run(root, '@biomejs/biome/bin/biome', args);
  const processed = lines(ran.stdout + ran.stderr).filter((line) => /^ {2}- \S.*[.]ts$/.test(line));
  return result('lint', wanted, new Set(processed).size, ran.code, ran.code === 0 ? [] : lines(ran.stderr));
}

interface Cruise {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string; severity: string } }[] };
}

async function layering(root: string, wanted: number): Promise<GateResult> {
  const own = sourceFiles(root);
  const folders = [...new Set(own.map((path) => path.slice(0, path.indexOf('/'))))];
  const args = [...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const ran = await run(root, 'dependency-cruiser/bin/dependency-cruise.mjs', args);
  const cruise = parsed(ran.stdout);
  if (cruise === null) return result('layering', wanted, 0, 1, lines(ran.stderr));
  const seen = new Set(cruise.modules.map((module) => module.source));
  const found = cruise.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  return result('layering', wanted, own.filter((path) => seen.has(path)).length, found.length === 0 ? 0 : 1, found);
}

function parsed(text: string): Cruise | null {
  try {
    return JSON.parse(text) as Cruise;
  } catch {
    return null;
  }
}

async function unused(root: string, wanted: number): Promise<GateResult> {
  const args = ['--reporter', './tools/knip-reporter.ts', '--no-progress', '--no-config-hints'];
  const ran = await run(root, 'knip/bin/knip.js', args);
  const read = Number(/knip read (\d+) files/.exec(ran.stdout)?.[1] ?? 0);
  return result(
    'unused',
    wanted,
    read,
    ran.code,
    lines(ran.stdout)
      .filter((line) => !line.startsWith('knip read'))
      .concat(lines(ran.stderr)),
  );
}

function tidiness(root: string, wanted: number): Promise<GateResult> {
  const { read, findings } = tidy(root);
  return Promise.resolve(result('tidy', wanted, read, findings.length === 0 ? 0 : 1, findings));
}

export const GATES = { types, lint, layering, unused, tidy: tidiness } as const;
export type GateName = keyof typeof GATES;

/** Runs the named gates on the project at `root`, two at a time. */
export async function runGates(root: string, names: readonly GateName[]): Promise<GateResult[]> {
  const wanted = sourceFiles(root).length;
  const waiting = [...names];
  const results: GateResult[] = [];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      results.push(await GATES[name](root, wanted));
  };
  await Promise.all([work(), work()]);
  return results;
}

if (import.meta.main) {
  const names = Object.keys(GATES) as GateName[];
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0) {
    console.error(`no gate is called ${unknown.join(', ')}; the gates are: ${names.join(' ')}`);
    process.exit(2);
  }
  const results = await runGates(
    resolve(import.meta.dirname, '..'),
    asked.length === 0 ? names : (asked as GateName[]),
  );
  for (const { name, ok, read, wanted, output } of results) {
    if (output !== '') console.log(output);
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${read} files read, ${wanted} wanted)`);
  }
  const passed = results.filter((gate) => gate.ok).length;
  console.log(`gates: ${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
}
