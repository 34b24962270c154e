/** countersign evaluate ... : how matching does on labelled pairs. No store, no keys. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type AddressEvaluation, evaluateAddresses, type LabelledPair } from '../../matching/evaluate-addresses.ts';
import { evaluateNames } from '../../matching/evaluate-names.ts';
import { type EveryOption, leaf, noun, run } from '../command.ts';
import { readLabelledPairs } from '../labelled-pairs.ts';
import { type Done, done, pairs, table } from '../output.ts';

interface EvaluateOptions extends EveryOption {
  wrong?: string;
}

/** What both evaluations report. */
type Evaluation = Pick<
  AddressEvaluation,
  'pairs' | 'untyped' | 'same' | 'confirmed_same' | 'recall' | 'different' | 'false_confirms' | 'by_kind'
> & { readonly wrong: readonly object[] };

export function addEvaluate(program: Command): void {
  const evaluate = noun(program, 'evaluate', 'how well pairs that you have labelled are told apart');
  add(
    evaluate,
    'addresses <file>',
    'every `a` is on file for a person of its own; each `b` is asked',
    evaluateAddresses,
  );
  add(
    evaluate,
    'names <file>',
    'every `a` is the name of one person on file, at one address; each `b` is asked',
    (rows) => evaluateNames(rows),
  );
}

function add(
  parent: Command,
  usage: string,
  description: string,
  of: (rows: readonly LabelledPair[]) => Evaluation,
): void {
  const command = leaf(parent, usage, description).option(
    '--wrong <file>',
    'write the pairs that went wrong there, with the reason (NDJSON)',
  );
  run<EvaluateOptions>(command, async ([file = ''], options) => {
    const report = of(await readLabelledPairs(file));
    if (options.wrong !== undefined)
      await writeFile(options.wrong, report.wrong.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
    return shown(report);
  });
}

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);

function shown({ wrong: _, ...report }: Evaluation): Done {
  const kinds = Object.entries(report.by_kind).sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = kinds.map(([kind, { pairs: count, confirmed }]) => [kind, count, confirmed, share(confirmed, count)]);
  const sums = pairs([
    ['pairs', report.pairs],
    ['untyped, never confirmed', report.untyped],
    ['same', report.same],
    ['  confirmed', `${report.confirmed_same} (${share(report.confirmed_same, report.same)})`],
    ['different', report.different],
    ['  confirmed wrongly', report.false_confirms],
  ]);
  return done(report, `${table(['kind', 'pairs', 'confirmed', 'share'], rows)}\n${sums}`);
}
