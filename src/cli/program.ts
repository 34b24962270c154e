import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { newProgram } from './command.ts';
import { addAgreement } from './commands/agreement.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addInit } from './commands/init.ts';
import { addKeyholder } from './commands/keyholder.ts';
import { addKeys } from './commands/keys.ts';
import { addLog } from './commands/log.ts';
import { addReceipt } from './commands/receipt.ts';
import { addWitness } from './commands/witness.ts';

function version(): string {
  const read: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : '';
}

/** All commands. */
export function program(): Command {
  const root = newProgram()
    .description('Confirms, or does not confirm, that a supplied address is the one on file for a named person.')
    .version(version(), '-V, --version');
  root.addHelpText(
    'after',
    '\nExit codes: 0 done, 1 a check failed, 2 bad usage or input, 3 unavailable.\nEvery command takes --json: one JSON object on standard output.',
  );
  for (const add of [addInit, addAgreement, addLog, addReceipt, addEvaluate, addKeys, addKeyholder, addWitness])
    add(root);
  return root;
}
