/** countersign directory load: the custodian's people and the requesters, with their public keys. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { custodianOf, registerCustodian, registerRequesters } from '../../gateway/directory.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { parseCustodian, parseRequesters } from '../../terms/requester.ts';
import type { Problem } from '../../terms/yaml-text.ts';
import { type DataOption, dataLeaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { type Done, done } from '../output.ts';
import { inGateway } from '../world.ts';

interface LoadOptions extends DataOption {
  custodian?: string;
  requesters?: string;
}

export function addDirectory(program: Command): void {
  const directory = noun(
    program,
    'directory',
    'who there is: the custodian and the requesters, their people and public keys',
  );
  const load = dataLeaf(
    directory,
    'load',
    'register or change them from YAML files like examples/custodian.yaml and examples/requesters.yaml',
  )
    .option('--custodian <file>', "the custodian's officers and counsel, each with a public key (PEM or JWK)")
    .option('--requesters <file>', 'the requesters, their officials, officers and keys');
  run<LoadOptions>(load, (_, options) => inGateway(options.data, (gateway) => loadDirectory(gateway, options)));
}

async function loadDirectory(gateway: Gateway, { custodian, requesters }: LoadOptions): Promise<Done> {
  if (custodian === undefined && requesters === undefined)
    throw new BadInput('name a file with --custodian or --requesters');
  if (custodian !== undefined) {
    const read = parseCustodian(await readFile(custodian, 'utf8'));
    if (!read.ok) throw new BadInput(firstOf(custodian, read.problems));
    await registerCustodian(gateway, read.custodian);
  }
  const registered = requesters === undefined ? [] : await loadRequesters(gateway, requesters);
  const lines = [
    custodian === undefined ? '' : 'The custodian is registered.',
    registered.length === 0 ? '' : `Registered: ${registered.join(', ')}.`,
  ];
  return done(
    { custodian: custodian !== undefined, requesters: registered },
    lines.filter((line) => line !== '').join('\n'),
  );
}

async function loadRequesters(gateway: Gateway, path: string): Promise<string[]> {
  const read = parseRequesters(await readFile(path, 'utf8'));
  if (!read.ok) throw new BadInput(firstOf(path, read.problems));
  const by = (await custodianOf(gateway))?.id;
  if (by === undefined) throw new BadInput('register the custodian first, with --custodian FILE');
  await registerRequesters(gateway, read.requesters, by);
  return read.requesters.map((each) => each.id);
}

function firstOf(path: string, problems: readonly Problem[]): string {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${path}:${first?.line ?? 0} ${first?.path ?? ''} ${first?.message ?? ''}${more}`;
}
