/** countersign keys ... */
import type { Command } from 'commander';
import { type KeyStatus, keyStatus } from '../../keys/files.ts';
import { type DataOption, dataLeaf, noun, run } from '../command.ts';
import { type Done, done, table } from '../output.ts';

export function addKeys(program: Command): void {
  const keys = noun(program, 'keys', 'the keys of a data folder; none is ever shown');
  run<DataOption>(dataLeaf(keys, 'status', 'which keys there are, of what age'), (_, options) => status(options));
}

function shown({ kind, epoch, name, created, id }: KeyStatus): Record<string, string | number> {
  return { kind, epoch, name, created, id };
}

async function status(options: DataOption): Promise<Done> {
  const keys = keyStatus(options.data);
  const rows = keys.map(({ kind, epoch, created, id }) => [kind, epoch, created, id]);
  return done({ keys: keys.map(shown) }, table(['kind', 'epoch', 'created', 'id'], rows));
}
