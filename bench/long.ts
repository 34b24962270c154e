/**
 * The long runs that give evidence at full size: `npm run long`, or `npm run long -- NAME...`. Each runs in a process of its own, one
 * after the other, and prints its figures as one JSON line.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Name -> what the benchmark is given for its long run. */
const LONG: Readonly<Record<string, readonly string[]>> = {
  log: ['--entries', '5000000'],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => LONG[name] === undefined);
if (unknown.length > 0) {
  console.error(`long: there is no long run called ${unknown.join(', ')}; there are: ${Object.keys(LONG).join(' ')}`);
  process.exit(2);
}

let failed = 0;
for (const [name, args] of Object.entries(LONG)) {
  const path = join(import.meta.dirname, `${name}.ts`);
  if ((asked.length > 0 && !asked.includes(name)) || !existsSync(path)) continue;
  const main = join(import.meta.dirname, 'main.ts');
  const ran = spawnSync(process.execPath, [main, name, ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (ran.status !== 0) failed += 1;
  console.log(`{"${name}":${ran.status === 0 ? ran.stdout.toString().trim() : 'null'}}`);
}
process.exitCode = failed === 0 ? 0 : 1;
