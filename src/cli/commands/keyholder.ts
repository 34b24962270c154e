/** countersign keyholder ... : the second keyholder's side. It sees opaque values and counts, never a name or an address. */
import type { Command } from 'commander';
import { type Allowance, readAllowance, readCounts, writeAllowance } from '../../keys/ceilings.ts';
import { startKeyholder } from '../../keys/keyholder.ts';
import { addressText } from '../../keys/keyholder-address.ts';
import { type EveryOption, leaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { type Done, done, pairs } from '../output.ts';
import { untilStopped } from '../serving.ts';
import { say } from '../world.ts';

interface FolderOption extends EveryOption {
  folder: string;
}

interface ServeOptions extends FolderOption {
  socket: string;
}

interface CeilingOptions extends FolderOption {
  minute?: string;
  day?: string;
}

const FOLDER = ['--folder <dir>', "the second keyholder's own folder", './countersign-data/keyholder'] as const;

export function addKeyholder(program: Command): void {
  const keyholder = noun(program, 'keyholder', 'the second keyholder: without it nothing is confirmed');
  const add = (usage: string, description: string): Command => leaf(keyholder, usage, description).option(...FOLDER);
  const serve = add('serve', 'run the second keyholder on a unix socket, until it is stopped').requiredOption(
    '--socket <path>',
    'the socket',
  );
  run<ServeOptions>(serve, (_, options) => serveKeyholder(options));
  run<FolderOption>(add('status', 'whether it is paused, its ceilings, what it has counted'), async (_, { folder }) =>
    status(folder),
  );
  run<FolderOption>(add('pause <reason>', 'stop every confirmation at once'), async ([reason = ''], { folder }) =>
    changed(folder, { paused: reason }),
  );
  run<FolderOption>(add('resume', 'let confirmations go on'), async (_, { folder }) =>
    changed(folder, { paused: null }),
  );
  const ceiling = add(
    'ceiling',
    'set how many values may be evaluated (one inquiry is a fixed number of values); `none` lifts a ceiling',
  )
    .option('--minute <values>', 'in a minute')
    .option('--day <values>', 'in a UTC day');
  run<CeilingOptions>(ceiling, async (_, { folder, minute, day }) =>
    changed(folder, { ...ceilingOf('minute', minute), ...ceilingOf('day', day) }),
  );
}

async function serveKeyholder({ folder, socket }: ServeOptions): Promise<Done> {
  const trouble = (error: Error): void => say(`keyholder: ${error.name}`);
  const running = await startKeyholder({ folder, address: { path: socket }, clock: () => Date.now(), trouble });
  say(`keyholder: listening on ${addressText(running.address)}; stop it with ctrl-c`);
  await untilStopped();
  await running.close();
  return status(folder);
}

function status(folder: string): Done {
  const { paused, minute, day, term, release } = readAllowance(folder);
  const counts = readCounts(folder);
  const used = { minute: counts.minute.values, day: counts.day.values, term: counts.term.values };
  const of = (count: number, most: number | null | undefined): string => `${count} of ${most ?? 'no ceiling'}`;
  const rows = pairs([
    ['state', paused === null ? 'running' : `paused: ${paused}`],
    ['last minute counted', of(used.minute, minute)],
    ['last day counted', of(used.day, day)],
    ['term', of(used.term, term?.values)],
    ['load released', release === null ? 'none' : `${release.values} values`],
  ]);
  return done(
    {
      paused,
      ceilings: { minute, day, term: term?.values ?? null },
      counted: used,
      load_released: release?.values ?? null,
    },
    rows,
  );
}

function changed(folder: string, change: Partial<Allowance>): Done {
  writeAllowance(folder, { ...readAllowance(folder), ...change });
  return status(folder);
}

function ceilingOf(kind: 'minute' | 'day', given: string | undefined): Partial<Allowance> {
  if (given === undefined) return {};
  if (given === 'none') return { [kind]: null };
  if (!/^[0-9]{1,12}$/.test(given)) throw new BadInput(`--${kind} is a number of values, or none`);
  return { [kind]: Number(given) };
}
