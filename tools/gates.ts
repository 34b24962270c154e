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

/** What a gate came to: which of the project's files it has read, its tool's exit code and findings. */
interface Gone {
  own: readonly string[];
  read: ReadonlySet<string> | number;
  code: number;
  findings: readonly string[];
}

function result(name: string, { own, read, code, findings }: Gone): GateResult {
  const unread = typeof read === 'number' ? [] : own.filter((path) => !read.has(path));
  const count = typeof read === 'number' ? read : own.length - unread.length;
  const isShort = count === 0 || count < own.length;
  const short = isShort ? [`${name} read ${count} of ${own.length} files: it proves nothing`] : [];
  const output = [...findings, ...unread.map((path) => `${path} was not read by ${name}`), ...short].join('\n');
  return { name, ok: code === 0 && !isShort, read: count, wanted: own.length, output };
}

async function types(root: string, own: readonly string[]): Promise<GateResult> {
  const ran = await run(root, 'typescript/bin/tsc', ['--noEmit', '--listFiles', '--pretty', 'false']);
  const all = lines(ran.stdout);
  const read = new Set(all.filter((line) => line.startsWith(`${root}/`)).map((line) => line.slice(root.length + 1)));
  const findings = [...all.filter((line) => !/^\/.*[.][cm]?ts$/.test(line)), ...lines(ran.stderr)];
  return result('types', { own, read, code: ran.code, findings });
}

async function lint(root: string, own: readonly string[]): Promise<GateResult> {
  const args = ['check', '--verbose', '--max-diagnostics=200', '--error-on-warnings', '--colors=off'];
  const ran = await run(root, '@biomejs/biome/bin/biome', args);
  const listed = lines(ran.stdout + ran.stderr).flatMap((line) => /^ {2}- (\S.*[.]ts)$/.exec(line)?.[1] ?? []);
  return result('lint', {
    own,
    read: new Set(listed),
    code: ran.code,
    findings: ran.code === 0 ? [] : lines(ran.stderr),
  });
}

interface Cruise {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string; severity: string } }[] };
}

async function layering(root: string, own: readonly string[]): Promise<GateResult> {
  const folders = [...new Set(own.map((path) => path.slice(0, path.indexOf('/'))))];
  const args = [...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const ran = await run(root, 'dependency-cruiser/bin/dependency-cruise.mjs', args);
  const cruise = parsed(ran.stdout);
  if (cruise === null) return result('layering', { own, read: 0, code: 1, findings: lines(ran.stderr) });
  const read = new Set(cruise.modules.map((module) => module.source));
  const findings = cruise.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  return result('layering', { own, read, code: findings.length, findings });
}

function parsed(text: string): Cruise | null {
  try {
    return JSON.parse(text) as Cruise;
  } catch {
    return null;
  }
}

async function unused(root: string, own: readonly string[]): Promise<GateResult> {
  const args = ['--reporter', './tools/knip-reporter.ts', '--no-progress', '--no-config-hints'];
  const ran = await run(root, 'knip/bin/knip.js', args);
  const read = Number(/knip read (\d+) files/.exec(ran.stdout)?.[1] ?? 0);
  const findings = lines(ran.stdout + ran.stderr).filter((line) => !line.startsWith('knip read'));
  return result('unused', { own, read, code: ran.code, findings });
}

async function tidiness(root: string, own: readonly string[]): Promise<GateResult> {
  const { read, findings } = tidy(root);
  return result('tidy', { own, read, code: findings.length, findings });
}

export const GATES = { types, lint, layering, unused, tidy: tidiness } as const;
export type GateName = keyof typeof GATES;

/** Runs the named gates on the project at `root`, two at a time. */
export async function runGates(root: string, names: readonly GateName[]): Promise<GateResult[]> {
  const own = sourceFiles(root);
  const waiting = [...names];
  const results: GateResult[] = [];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      results.push(await GATES[name](root, own));
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
