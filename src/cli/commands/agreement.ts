/** countersign agreement ... */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { compareAgreements } from '../../terms/compare.ts';
import { renderAgreement } from '../../terms/render.ts';
import type { Terms } from '../../terms/terms.ts';
import { type EveryOption, leaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { checkFailed, type Done, done, pairs, table } from '../output.ts';
import { agreementFile } from '../packs.ts';
import { addAgreementSteps } from './agreement-steps.ts';
import { addStoredAgreements } from './agreement-store.ts';

interface RenderOptions extends EveryOption {
  out?: string;
}

export function addAgreement(program: Command): void {
  const agreement = noun(program, 'agreement', 'the signed instrument: who may ask what, under which law, until when');
  const check = leaf(
    agreement,
    'check <file>',
    'read an agreement as the gateway does: every problem with its line, and whether it widens its pack',
  );
  run<EveryOption>(check, ([file = '']) => checkFile(file));
  const render = leaf(
    agreement,
    'render <file>',
    'the agreement in plain English: every clause, its source, what it demands and refuses',
  ).option('--out <file>', 'where to write it (else on standard output)');
  run<RenderOptions>(render, ([file = ''], options) => renderFile(file, options));
  const diff = leaf(agreement, 'diff <old> <new>', 'what differs between two versions of an agreement');
  run<EveryOption>(diff, ([before = '', after = '']) => diffFiles(before, after));
  addStoredAgreements(agreement);
  addAgreementSteps(agreement);
}

async function checkFile(file: string): Promise<Done> {
  const { read } = await agreementFile(file);
  if (!read.ok) {
    const lines = read.problems.map(
      ({ of, line, path, message }) => `${of === 'agreement' ? file : 'pack'}:${line} ${path} ${message}`,
    );
    return checkFailed(
      { ok: false, problems: read.problems },
      [...lines, `${lines.length} problems: this agreement cannot come into force.`].join('\n'),
    );
  }
  const { agreement, pack, sha256 } = read.terms;
  const { id, version, requester, person_fields, level, dates } = agreement;
  const json = { ok: true, id, version, pack: pack.id, requester, person_fields, level, dates, sha256, problems: [] };
  const rows = pairs([
    ['agreement', `${id}, version ${version}`],
    ['pack', `${pack.id}, version ${pack.version}`],
    ['requester', requester],
    ['person fields', person_fields],
    ['level', level],
    ['in force', `${dates.effective} to ${dates.expires}`],
    ['terms', sha256],
  ]);
  return done(json, `The agreement can be read, and only narrows its pack.\n${rows}`);
}

async function soundTerms(file: string): Promise<Terms> {
  const { read } = await agreementFile(file);
  if (read.ok) return read.terms;
  const [first] = read.problems;
  throw new BadInput(
    `${file}:${first?.line ?? 1} ${first?.path ?? ''} ${first?.message ?? ''}; see all with: countersign agreement check`,
  );
}

async function renderFile(file: string, options: RenderOptions): Promise<Done> {
  const terms = await soundTerms(file);
  const text = renderAgreement(terms);
  if (options.out === undefined)
    return done({ id: terms.agreement.id, sha256: terms.sha256, markdown: text }, text.trimEnd());
  await writeFile(options.out, text);
  return done({ id: terms.agreement.id, sha256: terms.sha256, out: options.out }, `Written to ${options.out}.`);
}

async function diffFiles(before: string, after: string): Promise<Done> {
  const [old, fresh] = [await soundTerms(before), await soundTerms(after)];
  const differences = compareAgreements(old.agreement, fresh.agreement);
  const same = old.sha256 === fresh.sha256;
  const rows = differences.map(({ path, before: was, after: is }) => [path, was ?? '(absent)', is ?? '(absent)']);
  const none = same
    ? 'The two are the same, byte for byte.'
    : 'The two say the same in other writing: signatures over one do not hold for the other.';
  return done({ same, differences }, rows.length === 0 ? none : table(['path', 'before', 'after'], rows));
}
