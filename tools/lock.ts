/**
 * Completes package-lock.json: names every optional platform package that some package asks for, and drops `resolved` addresses.
 *
 * WHY: npm 11's `npm ci` refuses a lock file that lacks an optional package of another platform ("Missing: ... from lock file"), and a
 * registry mirror that does not stock that package makes `npm install` leave it out. An entry without integrity is enough: it is
 * installed nowhere but on its own platform. `resolved` would bind the file to one registry.
 *
 * Run after every `npm install`: node tools/lock.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface LockPackage {
  version?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, LockPackage>;
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const MACHINES = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** Whether `name` stands in the node_modules of the asker or of any folder above it, as Node looks for it. */
function holds(lock: Lock, asker: string, name: string): boolean {
  const above = asker === '' ? [] : asker.split('/node_modules/');
  const places = above.map((_, depth) => `${above.slice(0, depth + 1).join('/node_modules/')}/node_modules/${name}`);
  return [...places, `node_modules/${name}`].some((place) => lock.packages[place] !== undefined);
}

/** The optional packages that the lock file asks for and does not name, each with its asker. */
export function missingOptional(lock: Lock): { asker: string; name: string; version: string }[] {
  return Object.entries(lock.packages).flatMap(([asker, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !holds(lock, asker, name))
      .map(([name, version]) => ({ asker, name, version })),
  );
}

/** What a platform package's name says of its platform; npm skips a package whose `os` or `cpu` is another. */
function platform(name: string): Pick<LockPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.slice(name.lastIndexOf('/') + 1).split(/[-_.]/);
  const system = words.find((word) => SYSTEMS.includes(word));
  const machine = words.find((word) => MACHINES.includes(word));
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return {
    ...(system === undefined ? {} : { os: [system] }),
    ...(machine === undefined ? {} : { cpu: [machine] }),
    ...(libc === undefined ? {} : { libc: [libc] }),
  };
}

/** The lock file with every optional package named and no registry addresses; packages in npm's own order of keys. */
export function completed(lock: Lock): Lock {
  const packages = structuredClone(lock.packages);
  for (const { asker, name, version } of missingOptional(lock)) {
    const dev = packages[asker]?.dev === true ? { dev: true } : {};
    packages[`node_modules/${name}`] = {
      version: version.replace(/^[\^~]/, ''),
      optional: true,
      ...dev,
      ...platform(name),
    };
  }
  for (const entry of Object.values(packages)) delete entry.resolved;
  const sorted = Object.keys(packages).sort((a, b) => (a < b ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(sorted.map((path) => [path, packages[path] ?? {}])) };
}

/** What is wrong with a lock file, one line each. */
export function lockProblems(lock: Lock): string[] {
  const missing = missingOptional(lock).map(({ asker, name }) => `${asker} asks for ${name}, which is missing`);
  const resolved = Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([path]) => `${path} is bound to one registry by "resolved"`);
  return [...missing, ...resolved];
}

export function readLock(root: string): Lock {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  const before = readLock(root);
  const problems = lockProblems(before);
  writeFileSync(join(root, 'package-lock.json'), `${JSON.stringify(completed(before), null, 2)}\n`);
  console.log(`package-lock.json: ${problems.length} mended`);
}
