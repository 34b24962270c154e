/** countersign order ... */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Gateway } from '../../gateway/gateway.ts';
import { readOrder } from '../../gateway/order-file.ts';
import { applyOrder, liftOrder, liftToSign, ordersHere } from '../../gateway/orders.ts';
import { inEffect, type Order } from '../../terms/order.ts';
import { type ApprovalOptions, approvalsOver, DEMO_OFFICERS, withApprovals } from '../approvals.ts';
import { type DataOption, dataLeaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { type Done, done, grouped, table } from '../output.ts';
import { inGateway } from '../world.ts';

interface ApplyOptions extends DataOption {
  by: string;
}

export function addOrder(program: Command): void {
  const order = noun(program, 'order', 'orders of a court or an official that stop answers, wholly or in part');
  const apply = dataLeaf(
    order,
    'apply <file>',
    'stop what an order forbids, from the next tick on; one with a past effective time lists the answers given since',
  ).requiredOption('--by <id>', 'the officer or counsel of the custodian who enters it');
  run<ApplyOptions>(apply, ([file = ''], options) =>
    inGateway(options.data, (gateway) => applyFile(gateway, file, options.by)),
  );
  const lift = withApprovals(
    dataLeaf(order, 'lift <id>', 'lift an order from now on, with the signatures of two officers'),
    'two officers of the custodian',
  );
  run<ApprovalOptions>(lift, ([id = ''], options) =>
    inGateway(options.data, (gateway) => liftOne(gateway, id, options)),
  );
  const list = dataLeaf(order, 'list', 'orders and whether they stop anything now');
  run<DataOption>(list, (_, options) => inGateway(options.data, listOrders));
}

const SHOWN = 20;

async function applyFile(gateway: Gateway, file: string, by: string): Promise<Done> {
  const read = await readOrder(gateway, await readFile(file, 'utf8'));
  if (!read.ok)
    throw new BadInput(read.problems.map(({ line, path, message }) => `${file}:${line} ${path} ${message}`).join('\n'));
  const applied = await applyOrder(gateway, read.order, by);
  if (!applied.ok) throw new BadInput(applied.why);
  const { order, entry, since } = applied;
  const rest = since.length > SHOWN ? [`and ${grouped(since.length - SHOWN)} more; --json lists them`] : [];
  const text = [
    `Order ${order.id} is entry ${entry}: from ${order.effective} on, and for every entry after it, what it covers is not answered.`,
    `${grouped(since.length)} answers that it forbids were given between its effective time and its entry.`,
    ...since.slice(0, SHOWN).map(({ index, agreement }) => `entry ${index} (${agreement})`),
    ...rest,
  ];
  return done(
    { order: order.id, entry, effective: order.effective, answered_since: since.length, since },
    text.join('\n'),
  );
}

async function liftOne(gateway: Gateway, id: string, options: ApprovalOptions): Promise<Done> {
  const statement = await liftToSign(gateway, id);
  if (statement === null) throw new BadInput(`there is no order ${id}; see countersign order list`);
  const lifted = await liftOrder(gateway, id, await approvalsOver(gateway, statement, options, DEMO_OFFICERS));
  if (!lifted.ok) throw new BadInput(lifted.why);
  const { order, entry } = lifted;
  return done(
    { order: order.id, entry, lifted: order.lifted },
    `Order ${order.id} is lifted from ${order.lifted} on (entry ${entry}).`,
  );
}

function stateOf(order: Order, now: string): string {
  if (order.lifted !== null) return 'lifted';
  return inEffect(order, now) ? 'in effect' : 'not in effect now';
}

/** Persons are counted, not shown. */
function scopeText({ scope }: Order): string {
  const { persons, ...places } = scope;
  const named = Object.entries(places).map(([part, value]) => `${part} ${value}`);
  return [...named, ...(persons === undefined ? [] : ['named persons'])].join(', ') || 'everything';
}

async function listOrders(gateway: Gateway): Promise<Done> {
  const now = gateway.clock().toISOString();
  const rows = (await ordersHere(gateway)).map((order) => {
    const { id, issued, received, effective, lifted, sealed } = order;
    return { id, state: stateOf(order, now), scope: scopeText(order), issued, received, effective, lifted, sealed };
  });
  const cells = rows.map(({ id, state, scope, effective, sealed }) => [
    id,
    state,
    scope,
    effective,
    sealed ? 'sealed' : '',
  ]);
  return done(
    { orders: rows },
    rows.length === 0 ? 'There is no order.' : table(['order', 'state', 'stops', 'effective', ''], cells),
  );
}
