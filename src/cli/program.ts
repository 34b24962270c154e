import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { newProgram } from './command.ts';

type AddCommand = (program: Command) => void;

/** What loads each command, in the order of the help. WHY not at once: one command needs a fifth of what all of them import. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  init: async () => (await import('./commands/init.ts')).addInit,
  directory: async () => (await import('./commands/directory.ts')).addDirectory,
  register: async () => (await import('./commands/register.ts')).addRegister,
  agreement: async () => (await import('./commands/agreement.ts')).addAgreement,
  batch: async () => (await import('./commands/batch.ts')).addBatch,
  check: async () => (await import('./commands/batch.ts')).addCheck,
  held: async () => (await import('./commands/held.ts')).addHeld,
  order: async () => (await import('./commands/order.ts')).addOrder,
  replay: async () => (await import('./commands/replay.ts')).addReplay,
  log: async () => (await import('./commands/log.ts')).addLog,
  receipt: async () => (await import('./commands/receipt.ts')).addReceipt,
  evaluate: async () => (await import('./commands/evaluate.ts')).addEvaluate,
  demo: async () => (await import('./commands/demo.ts')).addDemo,
  keys: async () => (await import('./commands/keys.ts')).addKeys,
  keyholder: async () => (await import('./commands/keyholder.ts')).addKeyholder,
  witness: async () => (await import('./commands/witness.ts')).addWitness,
};

function version(): string {
  const read: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : '';
}

/** The program with the command called `name`, or with all of them where there is none of that name. */
export async function program(name: string): Promise<Command> {
  const root = newProgram()
    .description('Confirms, or does not confirm, that a supplied address is the one on file for a named person.')
    .version(version(), '-V, --version');
  root.addHelpText(
    'after',
    '\nExit codes: 0 done, 1 a check failed, 2 bad usage or input, 3 unavailable.\nEvery command takes --json: one JSON object on standard output.',
  );
  const one = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  for (const load of one === undefined ? Object.values(COMMANDS) : [one]) (await load())(root);
  return root;
}
