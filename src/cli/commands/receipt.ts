/** countersign receipt ... */
import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type VerifiedReceipt, verifyReceipt } from '../../audit/verify-receipt.ts';
import { sha256, verifyEd25519 } from '../../keys/sha256.ts';
import type { Decoded } from '../../log/decoded.ts';
import { parseShortReceipt } from '../../log/receipt.ts';
import type { VerifierKey } from '../../log/verifier-key.ts';
import { isAnswerFile, verifyAnswers } from '../answer-receipts.ts';
import { type EveryOption, leaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { keyArgument } from '../key-argument.ts';
import { folderReader, receiptFrom } from '../log-folder.ts';
import { checkFailed, type Done, done, grouped, pairs } from '../output.ts';

interface VerifyOptions extends EveryOption {
  vkey: string;
  log?: string;
}

interface MakeOptions extends EveryOption {
  log: string;
  out?: string;
}

const SHORT = /^[0-9]+\.[A-Za-z0-9_-]+$/;

export function addReceipt(program: Command): void {
  const receipt = noun(program, 'receipt', 'proof of one answer, checked without asking anybody');
  const verify = leaf(
    receipt,
    'verify <file>',
    'check a receipt, or every receipt of an answer file, offline: what it says, and that the log holds it',
  )
    .requiredOption('--vkey <key>', "the log's verifier key, or the file that holds it")
    .option('--log <folder>', 'the exported log; needed for the short receipts of answer files');
  run<VerifyOptions>(verify, ([file = ''], options) => verifyFile(file, options));
  const make = leaf(
    receipt,
    'make <short>',
    'complete the short receipt of an answer file (the text, or a file that holds it)',
  )
    .requiredOption('--log <folder>', 'the exported log')
    .option('--out <file>', 'where to write the receipt (else on standard output)');
  run<MakeOptions>(make, ([short = ''], options) => makeReceipt(short, options));
}

/** The receipt's text; a short one is completed from the log's files. */
async function wholeReceipt(given: string, log: string | undefined): Promise<Decoded<string>> {
  const text = given.trim();
  if (!SHORT.test(text)) return { ok: true, value: given };
  if (log === undefined) throw new BadInput('this is a short receipt: name the exported log too, with --log FOLDER');
  const short = parseShortReceipt(text);
  return short.ok ? receiptFrom(folderReader(log), short.value) : short;
}

async function verifyFile(file: string, options: VerifyOptions): Promise<Done> {
  const key = await keyArgument(options.vkey);
  const text = await readFile(file, 'utf8');
  if (isAnswerFile(text)) return await verifyAnswerFile(text, key, options.log);
  const whole = await wholeReceipt(text, options.log);
  const verified = whole.ok ? verifyReceipt(whole.value, { log: key }, { sha256, verifyEd25519 }) : whole;
  return verified.ok
    ? proven(verified.value)
    : checkFailed({ ok: false, problem: verified.problem }, `The receipt proves nothing: ${verified.problem}`);
}

async function verifyAnswerFile(text: string, key: VerifierKey, log: string | undefined): Promise<Done> {
  if (log === undefined)
    throw new BadInput('an answer file holds short receipts: name the exported log too, with --log FOLDER');
  const { rows, receipts, held, problems } = await verifyAnswers(text, folderReader(log), key);
  const json = { ok: problems.length === 0, rows, receipts, held, problems };
  if (json.ok)
    return done(
      json,
      `All ${grouped(receipts)} receipts hold and say what their rows say; ${grouped(held)} rows are held.`,
    );
  const lines = problems.slice(0, 20).map(({ row, problem }) => `row ${row}: ${problem}`);
  return checkFailed(
    json,
    [`${grouped(problems.length)} of ${grouped(rows)} rows are not proven:`, ...lines].join('\n'),
  );
}

function proven({ part, index, checkpoint, cosigned }: VerifiedReceipt): Done {
  const { agreement, version, outcome, ground, time } = part;
  const json = {
    ok: true,
    index,
    size: checkpoint.size,
    origin: checkpoint.origin,
    agreement,
    version,
    outcome,
    ground,
    time,
    digest: part.digest,
    cosigned,
  };
  const rows: [string, string | number][] = [
    ['outcome', outcome],
    ...(ground === '' ? [] : ([['ground', ground]] as [string, string][])),
    ['agreement', `${agreement}, version ${version}`],
    ['time', time],
    ['entry', `${index} of ${checkpoint.size} in ${checkpoint.origin}`],
  ];
  return done(json, `The receipt holds.\n${pairs(rows)}`);
}

async function makeReceipt(given: string, options: MakeOptions): Promise<Done> {
  const text = SHORT.test(given.trim()) ? given : await readFile(given, 'utf8');
  const whole = await wholeReceipt(text, options.log);
  if (!whole.ok) return checkFailed({ ok: false, problem: whole.problem }, `No receipt can be made: ${whole.problem}`);
  if (options.out === undefined) return done({ ok: true, receipt: whole.value }, whole.value.trimEnd());
  await writeFile(options.out, whole.value);
  return done({ ok: true, out: options.out }, `Receipt written to ${options.out}.`);
}
