/** Entries of readable kinds: whatever happens besides inquiries is entered with the change that it tells of, or neither is done. */
import type { ClientBase } from 'pg';
import { sha256 } from '../keys/sha256.ts';
import { encodeEntry } from '../log/entry.ts';
import type { Entry } from '../log/entry-schema.ts';
import { lockHead, moveHead, writeTick } from '../store/tick.ts';
import { growLog } from './append.ts';
import type { Gateway } from './gateway.ts';
import { checkKept } from './keeper-check.ts';

/** What a change enters: its entries in order, made at the instant that the lock gives (RFC 3339 UTC, milliseconds). */
export type Change = (client: ClientBase, at: string) => Promise<readonly Entry[]>;

/**
 * Runs `change` under the head's lock within the caller's transaction and enters what it gives. INVARIANT: the standing counter moves, so every
 * gateway reads again what decisions depend on. The caller advances the keeper to the checkpoint returned once its transaction has committed.
 */
export async function enterWithin(gateway: Gateway, client: ClientBase, change: Change): Promise<string> {
  const head = await lockHead(client);
  await checkKept(gateway, head);
  const latest = new Date(Math.max(gateway.clock().getTime(), head.latest.getTime()));
  const entries = await change(client, latest.toISOString());
  const leaves = entries.map(encodeEntry);
  const grown = growLog(sha256, gateway.signer, head, leaves);
  const numbered = leaves.map((leaf, i) => ({ index: head.size + i, leaf }));
  const none = { cases: [], held: [], members: [], counters: [], totals: [] };
  await writeTick(client, { at: latest, entries: numbered, tiles: grown.tiles, ...none });
  await moveHead(client, { ...grown, standing: head.standing + 1, latest });
  return grown.checkpoint;
}

/** As `enterWithin`, in a transaction of its own; returns once the entries are durable and kept. */
export async function enter(gateway: Gateway, change: Change): Promise<void> {
  const checkpoint = await gateway.store.transaction((client) => enterWithin(gateway, client, change));
  await gateway.keeper.advance(checkpoint);
}
