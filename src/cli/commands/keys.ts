/** countersign init, countersign keys ... */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createKeys, type KeyStatus, keyStatus, openKeys } from '../../keys/files.ts';
import { sha256 } from '../../keys/sha256.ts';
import { ED25519, formatVerifierKey, makeVerifierKey } from '../../log/verifier-key.ts';
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

/** Where the log's public key lies in a data folder. */
export const verifierKeyFile = (data: string): string => join(data, 'log.vkey');

/** Makes every key of a new data folder, and writes the log's public key beside them; gives the public key. */
export async function makeKeys(data: string, origin: string): Promise<string> {
  createKeys(data, { now: new Date().toISOString(), origin });
  const { log } = openKeys(data);
  const vkey = formatVerifierKey(makeVerifierKey(sha256, log.name, ED25519, log.publicKey));
  await writeFile(verifierKeyFile(data), `${vkey}\n`);
  return vkey;
}
