/** countersign init */
import { existsSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { custodianOf } from '../../gateway/directory.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { createKeys, custodianFolder, openKeys } from '../../keys/files.ts';
import { sha256 } from '../../keys/sha256.ts';
import { ED25519, formatVerifierKey, makeVerifierKey } from '../../log/verifier-key.ts';
import { type DataOption, dataLeaf, run } from '../command.ts';
import { registerDemoParties } from '../demo-parties.ts';
import { type Done, done, pairs } from '../output.ts';
import { inGateway } from '../world.ts';

interface InitOptions extends DataOption {
  origin?: string;
  demo?: true;
}

export function addInit(program: Command): void {
  const init = dataLeaf(
    program,
    'init',
    'make a data folder: keys, PostgreSQL, an empty log; what is there already stays',
  )
    .option('--origin <name>', "the log's public name, a URL without scheme (made up unless given)")
    .option('--demo', 'with the parties of examples/ and their keys, so that this machine can sign for everybody');
  run<InitOptions>(init, (_, options) => makeFolder(options));
}

/** Where the log's public key lies in a data folder. */
export const verifierKeyFile = (data: string): string => join(data, 'log.vkey');

async function makeFolder(options: InitOptions): Promise<Done> {
  const data = resolve(options.data);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const vkey = await makeKeys(data, options.origin ?? '');
  await inGateway(data, (gateway) => (options.demo === true ? registerDemo(gateway) : Promise.resolve()));
  const json = { data, vkey, vkey_file: verifierKeyFile(data) };
  return done(
    json,
    pairs([
      ['data folder', data],
      ["the log's public key", vkey],
      ['kept in', verifierKeyFile(data)],
    ]),
  );
}

/** Registers the demo's parties where there are none. */
export async function registerDemo(gateway: Gateway): Promise<void> {
  if ((await custodianOf(gateway)) === null) await registerDemoParties(gateway);
}

/** Makes the keys of a data folder where it has none; gives the log's verifier key, which is written beside them. */
export async function makeKeys(data: string, origin: string): Promise<string> {
  if (!existsSync(custodianFolder(data))) createKeys(data, { now: new Date().toISOString(), origin });
  const { log } = openKeys(data);
  const vkey = formatVerifierKey(makeVerifierKey(sha256, log.name, ED25519, log.publicKey));
  await writeFile(verifierKeyFile(data), `${vkey}\n`);
  return vkey;
}
