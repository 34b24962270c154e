/** countersign batch, check: files of inquiries. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { answerFile } from '../../gateway/batch.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { acceptFile, type InquiryFile, openInquiryFile } from '../../gateway/inquiry-file.ts';
import { readInstruments } from '../../gateway/instruments.ts';
import { rehearseFile } from '../../gateway/rehearse.ts';
import { fileStatement, signDetached } from '../../keys/jws.ts';
import { ANSWER_HEADER, type AnswerCounts, answerLines, countAnswers, noAnswers, openPartFile } from '../answers.ts';
import { type DataOption, dataLeaf, run } from '../command.ts';
import { demoSigners, isDemo } from '../demo-parties.ts';
import { BadInput } from '../failure.ts';
import { type Done, done, grouped, table } from '../output.ts';
import { progress } from '../progress.ts';
import { inGateway } from '../world.ts';

interface BatchOptions extends DataOption {
  agreement: string;
  out: string;
  signature?: string;
}

interface CheckOptions extends DataOption {
  agreement: string;
}

export function addBatch(program: Command): void {
  const batch = dataLeaf(program, 'batch <file>', 'answer a file of inquiries (CSV or NDJSON), row by row')
    .requiredOption('--agreement <id>', 'the agreement that it is asked under')
    .requiredOption('--out <answers.csv>', 'where the answers go')
    .option('--signature <file>', 'detached JWS of the sender over the file (a demo folder signs with its own keys)');
  run<BatchOptions>(batch, ([file = ''], options) =>
    inGateway(options.data, async (gateway) => summary(await answerBatch(gateway, file, options), options.out)),
  );
}

export function addCheck(program: Command): void {
  const check = dataLeaf(
    program,
    'check <file>',
    'a dry run: what would be refused and on which ground; nothing is matched or disclosed',
  ).requiredOption('--agreement <id>', 'the agreement that it would be asked under');
  run<CheckOptions>(check, ([file = ''], options) =>
    inGateway(options.data, (gateway) => checkFile(gateway, file, options.agreement)),
  );
}

/** Answers a file into `out`, with rows that could not be read listed beside it. */
export async function answerBatch(
  gateway: Gateway,
  path: string,
  options: Omit<BatchOptions, 'data'>,
): Promise<AnswerCounts> {
  if (resolve(path) === resolve(options.out))
    throw new BadInput('--out names the file of inquiries itself; give the answers another place');
  const file = await openInquiryFile(path);
  const jws = await signatureOf(gateway, file, options.agreement, options.signature);
  const accepted = await acceptFile(gateway, options.agreement, file, jws);
  if (!accepted.ok) throw new BadInput(accepted.why);
  const counts = noAnswers();
  const shown = progress('answering', file.lines);
  const answers = await openPartFile(options.out);
  const problems: [number, string, string][] = [];
  try {
    await answers.write(ANSWER_HEADER);
    for await (const rows of answerFile(gateway, accepted.terms, accepted.submission, file)) {
      countAnswers(counts, rows);
      for (const row of rows) if (row.problem !== '') problems.push([row.line, row.column, row.problem]);
      await answers.write(answerLines(rows));
      shown.at(counts.rows);
    }
    await answers.finish();
  } catch (thrown) {
    if (counts.rows === 0) await answers.discard(); // a file that was refused whole leaves nothing behind
    throw thrown;
  } finally {
    shown.end();
  }
  await writeProblems(options.out, problems);
  return counts;
}

const problemsFile = (out: string): string => `${out}.unreadable.csv`;

async function writeProblems(out: string, problems: readonly [number, string, string][]): Promise<void> {
  if (problems.length === 0) return;
  const report = await openPartFile(problemsFile(out));
  await report.write(stringify([['line', 'column', 'problem'], ...problems], { escape_formulas: true }));
  await report.finish();
}

async function signatureOf(
  gateway: Gateway,
  file: InquiryFile,
  agreement: string,
  given: string | undefined,
): Promise<string> {
  if (given !== undefined) return await readFile(given, 'utf8');
  if (!isDemo(gateway.dataDir))
    throw new BadInput('name the detached JWS of the sender with --signature FILE; only a demo folder signs by itself');
  const { agreements, requesters } = await readInstruments(gateway.store.pool);
  const requester = requesters.get(agreements.get(agreement)?.terms.agreement.requester ?? '');
  if (requester === undefined) {
    const known = [...agreements.keys()].join(', ') || 'none yet';
    throw new BadInput(`there is no agreement ${agreement} here (known: ${known}); see countersign agreement list`);
  }
  return signDetached(fileStatement(agreement, file.sha256), demoSigners(gateway.dataDir, requester));
}

const byCount = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));

/** The counts as a table. */
export function countsTable(counts: AnswerCounts): string {
  const rows: [string, number][] = [
    ['asked', counts.rows],
    ['confirmed', counts.confirmed],
    ['not confirmed', counts.not_confirmed],
    ['refused', counts.refused],
    ...byCount(counts.by_ground).map(([ground, count]): [string, number] => [`  ${ground}`, count]),
    ['held for an officer', counts.held],
    ...byCount(counts.held_by).map(([why, count]): [string, number] => [`  ${why}`, count]),
  ];
  return table(['', 'inquiries'], rows);
}

function summary(counts: AnswerCounts, out: string): Done {
  const { rows, confirmed, not_confirmed, refused, held, by_ground } = counts;
  const unreadable = by_ground['unreadable'] ?? 0;
  const lines = [
    countsTable(counts),
    `Answers and short receipts: ${out}`,
    ...(unreadable === 0
      ? []
      : [`${grouped(unreadable)} rows could not be read; line and column: ${problemsFile(out)}`]),
  ];
  return done({ rows, confirmed, not_confirmed, refused, held, by_ground, out }, lines.join('\n'));
}

async function checkFile(gateway: Gateway, path: string, agreement: string): Promise<Done> {
  const instrument = (await readInstruments(gateway.store.pool)).agreements.get(agreement);
  if (instrument === undefined)
    throw new BadInput(`there is no agreement ${agreement} here; see countersign agreement list`);
  const file = await openInquiryFile(path);
  const requester = instrument.terms.agreement.requester;
  const officers =
    (await readInstruments(gateway.store.pool)).requesters.get(requester)?.officers.map((each) => each.id) ?? [];
  const submission = {
    signed_by: [requester, ...officers],
    received_at: gateway.clock().toISOString(),
    file_rows: file.lines,
    fresh: true,
    file: file.sha256,
  };
  const counts = {
    rows: 0,
    would_be_answered: 0,
    would_be_refused: 0,
    would_be_held: 0,
    by_ground: {} as Record<string, number>,
  };
  const listed: { line: number; reference: string; result: string; ground: string }[] = [];
  for await (const row of rehearseFile(gateway, instrument.terms, submission, file)) {
    counts.rows += 1;
    counts[
      row.result === 'would be answered'
        ? 'would_be_answered'
        : row.result === 'would be held'
          ? 'would_be_held'
          : 'would_be_refused'
    ] += 1;
    if (row.ground === '') continue;
    counts.by_ground[row.ground] = (counts.by_ground[row.ground] ?? 0) + 1;
    if (listed.length < LISTED) listed.push(row);
  }
  return done(
    { ...counts, exposure_usd: counts.would_be_refused * PER_ACT_USD, listed },
    checkText(instrument.terms, counts, listed),
  );
}

const LISTED = 1000;
/** 26 U.S.C. 7431(c)(1)(A): $1,000 for each act of unauthorised disclosure. */
const PER_ACT_USD = 1000;

type Terms = Parameters<typeof rehearseFile>[1];

function checkText(
  terms: Terms,
  counts: {
    rows: number;
    would_be_answered: number;
    would_be_refused: number;
    would_be_held: number;
    by_ground: Record<string, number>;
  },
  listed: readonly { line: number; reference: string; result: string; ground: string }[],
): string {
  const mends = (id: string): string =>
    terms.pack.clauses.find((clause) => clause.id === id)?.mends ?? 'Correct the row as the report says.';
  const grounds = byCount(counts.by_ground).map(([id, count]): [string, number, string] => [id, count, mends(id)]);
  return [
    `${grouped(counts.rows)} rows: ${grouped(counts.would_be_answered)} would be answered, ${grouped(counts.would_be_refused)} refused, ${grouped(counts.would_be_held)} held. Nothing was matched or disclosed.`,
    table(['ground', 'rows', 'what mends it'], grounds),
    ...listed.slice(0, 20).map((row) => `line ${row.line} (${row.reference}) ${row.result}: ${row.ground}`),
    ...(listed.length > 20 ? [`and ${grouped(listed.length - 20)} more; --json lists them`] : []),
    `Had the refused rows been answered wrongly: ${grouped(counts.would_be_refused * PER_ACT_USD)} US dollars at 1,000 an act (26 U.S.C. 7431(c)(1)(A); arithmetic, not a claim).`,
  ].join('\n');
}
