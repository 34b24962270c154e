/**
 * Runs one benchmark by its name: `npm run -s bench -- NAME --json`. Each is a file bench/NAME.ts that exports `bench`, which gives
 * its figures as one flat object; `--json` prints them as one JSON object, else one a line.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Figures = Record<string, unknown>;

interface Benchmark {
  bench(args: string[]): Promise<Figures>;
}

const NAMES = ['gateway', 'batch', 'register', 'matching', 'leak', 'log', 'clauses', 'keys'];
const here = (name: string): string => join(import.meta.dirname, `${name}.ts`);

async function main(argv: string[]): Promise<number> {
  const [name = '', ...rest] = argv;
  const known = NAMES.filter((one) => existsSync(here(one)));
  if (!known.includes(name)) {
    console.error(`bench: there is no benchmark called '${name}'; there are: ${known.join(' ')}`);
    return 2;
  }
  const { bench } = (await import(here(name))) as Benchmark;
  const figures = await bench(rest.filter((arg) => arg !== '--json'));
  if (rest.includes('--json')) console.log(JSON.stringify(figures));
  else for (const [figure, value] of Object.entries(figures)) console.log(`${figure}: ${JSON.stringify(value)}`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
