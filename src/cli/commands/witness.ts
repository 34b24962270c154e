/** countersign witness ... : cosign the checkpoints of logs, and ask such witnesses to. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { sha256, verifyEd25519 } from '../../keys/sha256.ts';
import { openCheckpoint } from '../../log/checkpoint.ts';
import { formatNote } from '../../log/note.ts';
import { type Policy, parsePolicy } from '../../log/policy.ts';
import { consistencyProof, nodesFromTiles, TileUnreadable } from '../../log/prove.ts';
import { tilePath } from '../../log/tile.ts';
import { formatVerifierKey, isKeyName, sameKeyName } from '../../log/verifier-key.ts';
import { type Gathered, gatherCosignatures } from '../../witness/gather.ts';
import { createWitnessKey, openWitnessKey } from '../../witness/own-key.ts';
import { serveWitness } from '../../witness/serve.ts';
import { type EveryOption, leaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { keyArgument } from '../key-argument.ts';
import { folderReader } from '../log-folder.ts';
import { checkFailed, type Done, done } from '../output.ts';
import { untilStopped } from '../serving.ts';
import { say } from '../world.ts';

interface InitOptions extends EveryOption {
  name: string;
}

interface ServeOptions extends EveryOption {
  log: string[];
  host: string;
  port: string;
}

interface AskOptions extends EveryOption {
  policy: string;
  patience: string;
}

const tools = { sha256, verifyEd25519 };

export function addWitness(program: Command): void {
  const witness = noun(program, 'witness', 'cosign the checkpoints of logs; refuse a fork or a shrunk log');
  const init = leaf(witness, 'init <folder>', "make a witness's folder and key, and print its verifier key");
  run<InitOptions>(
    init.requiredOption('--name <name>', 'a URL without scheme, e.g. ig.example/witness1'),
    async ([folder = ''], options) => initWitness(folder, options),
  );
  const serve = leaf(witness, 'serve <folder>', 'cosign over HTTP until it is stopped (C2SP tlog-witness)')
    .requiredOption('--log <key...>', 'verifier keys of the logs to cosign, or files that hold them')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <number>', '0 takes a free one', '8470');
  run<ServeOptions>(serve, ([folder = ''], options) => serveFolder(folder, options));
  const ask = leaf(witness, 'ask <log>', 'ask the witnesses of a policy to cosign the checkpoint of an exported log')
    .requiredOption(
      '--policy <file>',
      'a C2SP tlog-policy with the log, the witnesses with their addresses, and the quorum',
    )
    .option('--patience <seconds>', 'how long to wait for each witness', '10');
  run<AskOptions>(ask, ([folder = ''], options) => askFolder(folder, options));
}

function initWitness(folder: string, { name }: InitOptions): Done {
  if (!isKeyName(name)) throw new BadInput('--name has no space and no plus, e.g. ig.example/witness1');
  const vkey = formatVerifierKey(createWitnessKey(folder, name, new Date()).key);
  return done({ folder, name, vkey }, vkey);
}

async function serveFolder(folder: string, { log, host, port }: ServeOptions): Promise<Done> {
  if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535) throw new BadInput('--port is a number up to 65535');
  const logs = await Promise.all(log.map(keyArgument));
  const cosigner = openWitnessKey(folder);
  const now = (): number => Math.floor(Date.now() / 1000);
  const setting = { cosigner, logs, folder, host, port: Number(port), tools, now, alarm: say };
  const running = await serveWitness(setting);
  say(`witness: ${cosigner.key.name} listens on ${running.url}; stop it with ctrl-c`);
  await untilStopped();
  await running.close();
  return done({ name: cosigner.key.name, url: running.url }, 'The witness has stopped.');
}

async function policyFrom(path: string): Promise<Policy> {
  const policy = parsePolicy(sha256, await readFile(path, 'utf8'));
  if (!policy.ok) throw new BadInput(`${path}: ${policy.problem}`);
  return policy.value;
}

/** The folder's checkpoint, signed by one of the policy's logs; cosignatures of the policy's witnesses are asked for anew. */
async function headOf(folder: string, policy: Policy): Promise<{ size: number; note: string }> {
  const path = join(folder, 'checkpoint');
  const found = await readFile(path, 'utf8');
  const log = policy.logs.find(({ key }) => found.startsWith(`${key.name}\n`)) ?? policy.logs[0];
  if (log === undefined) throw new BadInput('the policy names no log');
  const head = openCheckpoint(found, log.key, [], tools);
  if (!head.ok) throw new BadInput(`${path}: ${head.problem}`);
  const { text, signatures } = head.value.note;
  const kept = signatures.filter((signature) => !policy.witnesses.some(({ key }) => sameKeyName(key, signature)));
  return { size: head.value.checkpoint.size, note: formatNote({ text, signatures: kept }) };
}

async function askFolder(folder: string, options: AskOptions): Promise<Done> {
  const patienceMs = Number(options.patience) * 1000;
  if (!(patienceMs > 0)) throw new BadInput('--patience is a number of seconds');
  const policy = await policyFrom(options.policy);
  const { size, note } = await headOf(folder, policy);
  const read = folderReader(folder);
  const nodes = nodesFromTiles(sha256, size, (tile) => read(tilePath(tile)));
  const proofFrom = (oldSize: number) => consistencyProof(sha256, oldSize, size, nodes);
  const asked = gatherCosignatures(policy, { size, note, proofFrom }, new Map(), { tools, patienceMs });
  const gathered = await asked.catch((thrown: unknown) => {
    throw thrown instanceof TileUnreadable
      ? new BadInput(`in ${folder} ${thrown.message}; export the log again`)
      : thrown;
  });
  await writeFile(join(folder, '.checkpoint'), gathered.note);
  await rename(join(folder, '.checkpoint'), join(folder, 'checkpoint'));
  return verdict(size, gathered);
}

function verdict(size: number, { met, cosigned, missing }: Gathered): Done {
  const json = { size, met, cosigned, missing };
  const lines = [
    ...cosigned.map((name) => `cosigned: ${name}`),
    ...missing.map(({ name, why }) => `not cosigned: ${name}: ${why}`),
  ];
  if (met) return done(json, [`The quorum has cosigned the log of ${size} entries.`, ...lines].join('\n'));
  return checkFailed(json, [`The quorum has NOT cosigned the log of ${size} entries.`, ...lines].join('\n'));
}
