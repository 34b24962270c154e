/** countersign log ... */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { LogReport } from '../../audit/log-problem.ts';
import { recounter } from '../../audit/recount.ts';
import { type VerifyLogOptions, verifyLog } from '../../audit/verify-log.ts';
import { sha256, verifyEd25519 } from '../../keys/sha256.ts';
import { type Policy, parsePolicy } from '../../log/policy.ts';
import { type EveryOption, leaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { keyArgument } from '../key-argument.ts';
import { folderPaths, folderReader } from '../log-folder.ts';
import { checkFailed, type Done, done, grouped, pairs } from '../output.ts';
import { progress } from '../progress.ts';
import { addLogExport } from './log-export.ts';

interface VerifyOptions extends EveryOption {
  vkey: string;
  since?: string;
  policy?: string;
}

interface RecountOptions extends EveryOption {
  vkey: string;
}

const VKEY = ['--vkey <key>', "the log's verifier key, or the file that holds it"] as const;

export function addLog(program: Command): void {
  const log = noun(program, 'log', 'the transparency log: every answer and refusal, in order');
  addLogExport(log);
  const verify = leaf(log, 'verify <folder>', 'check an exported log whole: every entry, every tile, the signed root')
    .requiredOption(...VKEY)
    .option(
      '--since <checkpoint>',
      'an older checkpoint: read only what came after it, and check that the log goes on from it',
    )
    .option('--policy <file>', 'a witness policy that the checkpoint must meet');
  run<VerifyOptions>(verify, ([folder = ''], options) => verifyFolder(folder, options));
  const recount = leaf(log, 'recount <folder>', 'check an exported log, and hold its daily totals to its entries');
  run<RecountOptions>(recount.requiredOption(...VKEY), ([folder = ''], options) => recountFolder(folder, options));
}

async function verifyFolder(folder: string, options: VerifyOptions): Promise<Done> {
  const report = await reportOn(folder, options.vkey, {
    ...(options.since === undefined ? {} : { since: await readFile(options.since) }),
    ...(options.policy === undefined ? {} : { policy: await policyFrom(options.policy) }),
  });
  const { ok, size, problems, cosigned } = report;
  const root = Buffer.from(report.root).toString('base64');
  const json = { ok, size, root, problems, cosigned };
  return ok ? done(json, verdict(report, root)) : checkFailed(json, verdict(report, root));
}

async function reportOn(folder: string, vkey: string, more: VerifyLogOptions): Promise<LogReport> {
  const key = await keyArgument(vkey);
  const paths = await folderPaths(folder);
  const shown = progress('reading the log', null);
  const report = await verifyLog(
    folderReader(folder),
    key,
    { sha256, verifyEd25519 },
    { paths, progress: shown.at, ...more },
  );
  shown.end();
  return report;
}

async function policyFrom(path: string): Promise<Policy> {
  const policy = parsePolicy(sha256, await readFile(path, 'utf8'));
  if (!policy.ok) throw new BadInput(`${path}: ${policy.problem}`);
  return policy.value;
}

function verdict({ ok, size, problems, cosigned }: LogReport, root: string): string {
  const head = ok
    ? `The log of ${grouped(size)} entries is whole, and its root is the one that was signed.`
    : 'The log is NOT in order.';
  const witnesses = cosigned.length === 0 ? 'none' : cosigned.map((witness) => witness.name).join(', ');
  const rows = pairs([
    ['entries', size],
    ['root', root],
    ['witnesses', witnesses],
  ]);
  return [head, rows, ...problems.map(({ path, message }) => `${path}: ${message}`)].join('\n');
}

const FIRST_PROBLEMS = 20;

/** Counts only where the log itself is in order: what it says is not believed before. */
async function recountFolder(folder: string, options: RecountOptions): Promise<Done> {
  const count = recounter();
  const report = await reportOn(folder, options.vkey, { each: count.add });
  const { kinds, total, agreements, open, problems } = count.result();
  if (!report.ok)
    return checkFailed(
      { ok: false, problems: report.problems },
      'The log is NOT in order: run countersign log verify.',
    );
  const json = { kinds: Object.fromEntries(kinds), total, agreements: Object.fromEntries(agreements), open };
  const rows = pairs([...kinds, ...Object.entries(total), ['since the last daily total', open]]);
  if (problems.length === 0)
    return done({ ok: true, ...json, problems }, `The daily totals are those of the entries.\n${rows}`);
  const said = problems.slice(0, FIRST_PROBLEMS).map(({ index, message }) => `entry ${index}: ${message}`);
  const text = [`The daily totals do NOT hold: ${problems.length} problems.`, rows, ...said].join('\n');
  return checkFailed({ ok: false, ...json, problems }, text);
}
