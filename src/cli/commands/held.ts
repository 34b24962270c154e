/** countersign held ... */
import type { Command } from 'commander';
import type { Gateway } from '../../gateway/gateway.ts';
import { decideHeld, decisionStatement, heldInquiries, lookStatement, openHeld } from '../../gateway/held.ts';
import { type ApprovalOptions, approvalsOver, DEMO_OFFICERS, withApprovals } from '../approvals.ts';
import { type DataOption, dataLeaf, noun, run } from '../command.ts';
import { isDemo } from '../demo-parties.ts';
import { BadInput } from '../failure.ts';
import { type Done, done, pairs, table } from '../output.ts';
import { inGateway } from '../world.ts';

interface ShowOptions extends ApprovalOptions {
  by: string;
  reason: string;
}

export function addHeld(program: Command): void {
  const held = noun(program, 'held', 'inquiries that wait for two officers');
  const list = dataLeaf(held, 'list', 'what is held: entry, agreement, the clause that holds it, since when');
  run<DataOption>(list, (_, options) => inGateway(options.data, listHeld));
  const show = withApprovals(
    dataLeaf(
      held,
      'show <index>',
      'open a held inquiry for an officer: every clause with its values; enters the opening',
    ),
    'the officer over the opening',
  )
    .requiredOption('--by <id>', 'the officer of the custodian who looks')
    .option('--reason <text>', 'why', 'review of a held inquiry');
  run<ShowOptions>(show, ([index = ''], options) =>
    inGateway(options.data, (gateway) => showHeld(gateway, indexOf(index), options)),
  );
  const says = {
    release: 'let a held inquiry go on: judged and answered again, with the signatures of two officers',
    decline: 'let a held inquiry rest without an answer, with the signatures of two officers',
  };
  for (const decision of ['release', 'decline'] as const) {
    const decide = withApprovals(
      dataLeaf(held, `${decision} <index>`, says[decision]),
      'two officers of the custodian',
    );
    run<ApprovalOptions>(decide, ([index = ''], options) =>
      inGateway(options.data, (gateway) => decideOne(gateway, indexOf(index), decision, options)),
    );
  }
}

function indexOf(text: string): number {
  if (!/^[0-9]{1,15}$/.test(text))
    throw new BadInput(`${text}: an entry is named by its index; see countersign held list`);
  return Number(text);
}

async function listHeld(gateway: Gateway): Promise<Done> {
  const rows = (await heldInquiries(gateway)).map(({ index, agreement, why, at }) => ({
    index,
    agreement,
    clause: why,
    since: at.toISOString(),
  }));
  const cells = rows.map(({ index, agreement, clause, since }) => [String(index), agreement, clause, since]);
  return done(
    { held: rows },
    rows.length === 0 ? 'Nothing is held.' : table(['entry', 'agreement', 'held by', 'since'], cells),
  );
}

async function showHeld(gateway: Gateway, index: number, options: ShowOptions): Promise<Done> {
  const { by, reason } = options;
  const demo = isDemo(gateway.dataDir) && options.approvals === undefined ? { demoSignatures: true as const } : {};
  const jws = await approvalsOver(gateway, lookStatement(gateway, index, by, reason), { ...options, ...demo }, [by]);
  const opened = await openHeld(gateway, index, { by, reason, jws });
  if (!opened.ok) throw new BadInput(opened.why);
  const { row, reference, basis, explanation } = opened.shown;
  const { clauses, orders } = explanation;
  const given = Object.entries(basis).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
  );
  const cells = clauses.map(({ id, result, values }) => [id, result, values.map(valueText).join('\n')]);
  const text = [
    pairs([
      ['entry', String(index)],
      ['agreement', row.agreement],
      ['held by', row.why],
      ['reference', reference],
      ...given,
    ]),
    table(['clause', 'result', 'values used'], cells),
    orders.length === 0 ? 'No order covers it.' : `Orders that cover it: ${orders.join(', ')}.`,
  ];
  return done(
    { index, agreement: row.agreement, held_by: row.why, reference, basis, clauses, orders },
    text.join('\n'),
  );
}

const valueText = ({ fact, value }: { fact: string; value: unknown }): string => `${fact} = ${JSON.stringify(value)}`;

async function decideOne(
  gateway: Gateway,
  index: number,
  decision: 'release' | 'decline',
  options: ApprovalOptions,
): Promise<Done> {
  const statement = await decisionStatement(gateway, index, decision);
  if (statement === null) throw new BadInput(`entry ${index} is not held; see countersign held list`);
  const jws = await approvalsOver(gateway, statement, options, DEMO_OFFICERS);
  const decided = await decideHeld(gateway, index, decision, jws);
  if (!decided.ok) throw new BadInput(decided.why);
  const { answer } = decided;
  if (answer === null) return done({ index, decision: 'declined' }, `Entry ${index} is declined: it gets no answer.`);
  const { reference, outcome, ground, receipt } = answer;
  const said = ground === '' ? outcome.replace('_', ' ') : `${outcome}, ${ground}`;
  return done(
    { index, decision: 'released', answer: { reference, outcome, ground, receipt, index: answer.index } },
    `Entry ${index} is released. ${reference}: ${said}.\nreceipt ${receipt}`,
  );
}
