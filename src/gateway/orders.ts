/** Orders: entered under the head's lock, so that whatever is entered after them obeys them; one of the past lists what was answered since. */
import { documentBytes } from '../audit/case-file.ts';
import { sha256 } from '../keys/sha256.ts';
import { hexOf } from '../log/bytes.ts';
import type { Entry } from '../log/entry-schema.ts';
import { listOrders, writeOrder } from '../store/instruments.ts';
import { isSilent, type Order, orderFromJson } from '../terms/order.ts';
import { liftStatement } from '../terms/statement.ts';
import { type AnsweredSince, answersSince } from './answers-since.ts';
import { approvalsIn, strangerToCustodian, twoOfficers } from './approvals.ts';
import { enterWithin } from './enter.ts';
import type { Gateway } from './gateway.ts';
import { readInstruments } from './instruments.ts';
import { treeOf } from './keeper-check.ts';

const no = (why: string): { ok: false; why: string } => ({ ok: false, why });

/** `entry`: its index in the log. `since`: answers given that it forbids, from its effective time on until its entry. */
export type OrderApplied =
  | { readonly ok: true; readonly order: Order; readonly entry: number; readonly since: readonly AnsweredSince[] }
  | { readonly ok: false; readonly why: string };

export async function ordersHere(gateway: Gateway): Promise<readonly Order[]> {
  return (await readInstruments(gateway.store.pool)).orders;
}

/** Applies an order on the word of one officer or counsel: nobody waits for a second signature to stop. */
export async function applyOrder(gateway: Gateway, order: Order, by: string): Promise<OrderApplied> {
  const stranger = await strangerToCustodian(gateway, by);
  if (stranger !== null) return no(stranger);
  const { agreements, requesters } = await readInstruments(gateway.store.pool);
  const { agreement, requester } = order.scope;
  if (agreement !== undefined && !agreements.has(agreement)) return no(`there is no agreement ${agreement} to stop`);
  if (requester !== undefined && !requesters.has(requester)) return no(`there is no requester ${requester} to stop`);
  const entered = await enterOrder(gateway, 'entered', by, async (known) =>
    known.some((each) => each.id === order.id)
      ? no(`an order ${order.id} is here already; give this one an id of its own`)
      : { ok: true, order, beside: () => [] },
  );
  if (!entered.ok) return entered;
  return { ...entered, since: await answersSince(gateway, order, entered.entry) };
}

/** The bytes that two officers sign to lift an order; null where there is none of that id. */
export async function liftToSign(gateway: Gateway, id: string): Promise<Uint8Array | null> {
  const order = (await ordersHere(gateway)).find((each) => each.id === id);
  return order === undefined ? null : liftStatement(gateway.signer.key.name, id, digestOf(order));
}

/** Lifts an order from this moment on; two officers approve. */
export async function liftOrder(gateway: Gateway, id: string, jws: string): Promise<OrderApplied> {
  const statement = await liftToSign(gateway, id);
  if (statement === null) return no(`there is no order ${id}; see countersign order list`);
  const approved = await twoOfficers(gateway, statement, jws);
  if (!approved.ok) return approved;
  const { officers } = approved;
  const entered = await enterOrder(gateway, 'lifted', officers[0] as string, async (known, at) => {
    const order = known.find((each) => each.id === id);
    if (order === undefined || order.lifted !== null) return no(`order ${id} was lifted already`);
    const signed = {
      kind: 'approval',
      version: 1,
      subject: id,
      statement: hexOf(sha256(statement)),
      action: 'lift',
    } as const;
    const beside = (): Entry[] => approvalsIn(officers, 'officer', jws, at).map((each) => ({ ...signed, ...each }));
    return { ok: true, order: { ...order, lifted: at }, beside };
  });
  return entered.ok ? { ...entered, since: [] } : entered;
}

type Changed = { ok: true; order: Order; beside: () => Entry[] } | { ok: false; why: string };

/** Writes what `change` makes of the orders as they stand under the lock, and enters it; nothing is entered where it refuses. */
async function enterOrder(
  gateway: Gateway,
  step: 'entered' | 'lifted',
  by: string,
  change: (known: readonly Order[], at: string) => Promise<Changed>,
): Promise<{ ok: true; order: Order; entry: number } | { ok: false; why: string }> {
  let changed: Changed = no('nothing changed');
  const checkpoint = await gateway.store.transaction((client) =>
    enterWithin(gateway, client, async (_, at) => {
      const known = (await listOrders(client)).map((each) => orderFromJson(each)).filter((each) => each !== null);
      changed = await change(known, at);
      if (!changed.ok) return [];
      await writeOrder(client, changed.order.id, changed.order);
      return [...changed.beside(), orderEntry(changed.order, step, by)];
    }),
  );
  await gateway.keeper.advance(checkpoint);
  const result = changed as Changed;
  return result.ok ? { ok: true, order: result.order, entry: treeOf(checkpoint).size - 1 } : result;
}

const digestOf = (order: Order): string => hexOf(sha256(documentBytes(order)));

/** What an id may hold; other characters of a citation or a class give way to dashes. */
const idText = (text: string | undefined): string =>
  (text ?? '')
    .replace(/[^A-Za-z0-9._:/@+-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 200);

/** INVARIANT: an order that nobody outside may know of shows its digest only; it holds keyed pseudonyms, so nobody can guess it. */
function orderEntry(order: Order, step: 'entered' | 'lifted', by: string): Entry {
  const { id, sealed, issued, received, effective, scope } = order;
  const shown = isSilent(order) ? {} : scope;
  return {
    kind: 'order',
    version: 1,
    order: id,
    step,
    sealed,
    scope: {
      agreement: idText(shown.agreement),
      requester: idText(shown.requester),
      authority: idText(shown.statute),
      class: idText(shown.class),
    },
    sha256: digestOf(order),
    issued,
    received,
    effective,
    by,
    reason: isSilent(order) ? '' : order.authority.slice(0, 1000),
  };
}
