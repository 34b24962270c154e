/** countersign agreement ... */
import type { Command } from 'commander';
import { type EveryOption, leaf, noun, run } from '../command.ts';
import { checkFailed, type Done, done, pairs } from '../output.ts';
import { agreementFile } from '../packs.ts';

export function addAgreement(program: Command): void {
  const agreement = noun(program, 'agreement', 'the signed instrument: who may ask what, under which law, until when');
  const check = leaf(
    agreement,
    'check <file>',
    'read an agreement as a program does: every problem with its line, and whether it widens its pack',
  );
  run<EveryOption>(check, ([file = '']) => checkFile(file));
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
