/** countersign log ... */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { LogReport } from '../../audit/log-problem.ts';
import { type Recount, recounter } from '../../audit/recount.ts';
import { verifyLog } from '../../audit/verify-log.ts';
import { sha256, verifyEd25519 } from '../../keys/sha256.ts';
import { parsePolicy } from '../../log/policy.ts';
import { type EveryOption, leaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { keyArgument } from '../key-argument.ts';
import { folderPaths, folderReader } from '../log-folder.ts';
import { checkFailed, type Done, done, grouped, pairs } from '../output.ts';
import { progress } from '../progress.ts';

interface VerifyOptions extends EveryOption {
  vkey: string;
  since?: string;
  policy?: string;
}

export function addLog(program: Command): void {
  const log = noun(program, 'log', 'the transparency log: every answer and refusal, in order');
  const verify = leaf(log, 'verify <folder>', 'check an exported log whole: every entry, every tile, the signed root')
    .requiredOption('--vkey <key>', "the log's verifier key, or the file that holds it")
    .option(
      '--since <checkpoint>',
      'an older checkpoint: read only what came after it, and check that the log continues it',
    )
    .option('--policy <file>', 'a witness policy that the checkpoint must meet');
  run<VerifyOptions>(verify, ([folder = ''], options) => verifyFolder(folder, options));
}

async function verifyFolder(folder: string, options: VerifyOptions): Promise<Done> {
  const key = await keyArgument(options.vkey);
  const paths = await folderPaths(folder);
  const count = recounter();
  const shown = progress('log verify', null);
  const report = await verifyLog(
    folderReader(folder),
    key,
    { sha256, verifyEd25519 },
    {
      paths,
      ...(options.since === undefined ? { each: count.add } : { since: await readFile(options.since) }),
      ...(options.policy === undefined ? {} : { policy: await policyFrom(options.policy) }),
      progress: shown.at,
    },
  );
  shown.end();
  return verdict(report, options.since === undefined ? count.result() : null);
}

async function policyFrom(path: string) {
  const policy = parsePolicy(sha256, await readFile(path, 'utf8'));
  if (!policy.ok) throw new BadInput(`${path}: ${policy.problem}`);
  return policy.value;
}

/** A log whose own daily totals contradict its entries is not in order either. */
function verdict(report: LogReport, recount: Recount | null): Done {
  const totals = (recount?.problems ?? []).map(({ index, message }) => ({
    kind: 'entry',
    path: `entry ${index}`,
    message,
  }));
  const problems = [...report.problems, ...totals];
  const ok = problems.length === 0;
  const root = Buffer.from(report.root).toString('base64');
  const kinds = Object.fromEntries(recount?.kinds ?? []);
  const json = {
    ok,
    size: report.size,
    root,
    problems,
    cosigned: report.cosigned,
    ...(recount === null ? {} : { kinds }),
  };
  const text = [
    ok
      ? `The log of ${grouped(report.size)} entries is whole and signed.`
      : `The log is NOT in order (${problems.length} problems).`,
    pairs([['size', report.size], ['root', root], ...Object.entries(kinds)]),
    ...problems.map(({ path, message }) => `${path}: ${message}`),
  ].join('\n');
  return ok ? done(json, text) : checkFailed(json, text);
}
