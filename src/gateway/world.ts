/** Opening the gateway over a data folder's keys and store. */
import { join } from 'node:path';
import type { Keys } from '../keys/files.ts';
import { sha256 } from '../keys/sha256.ts';
import type { NoteSigner } from '../log/note.ts';
import { ED25519, makeVerifierKey } from '../log/verifier-key.ts';
import type { Store } from '../store/connection.ts';
import { createHead, readHead } from '../store/tick.ts';
import { emptyLog } from './append.ts';
import type { Gateway } from './gateway.ts';
import { openKeeper } from './keeper.ts';
import { checkKeeper } from './keeper-check.ts';

export interface GatewayParts {
  readonly dataDir: string;
  readonly keys: Keys;
  readonly store: Store;
  readonly clock: () => Date;
}

/** Opens the gateway: makes the head of a new log, and holds the database against the keeper. Throws LogBehind. */
export async function openGateway(parts: GatewayParts): Promise<Gateway> {
  const { log } = parts.keys;
  const signer = { key: makeVerifierKey(sha256, log.name, ED25519, log.publicKey), sign: log.signNote };
  const keeper = await openKeeper(join(parts.dataDir, 'keeper', 'checkpoint'));
  if ((await readHead(parts.store.pool)) === null) await makeHead(parts.store, signer);
  const gateway: Gateway = { ...parts, keeper, signer, cached: null };
  await checkKeeper(gateway);
  return gateway;
}

async function makeHead(store: Store, signer: NoteSigner): Promise<void> {
  const empty = emptyLog(sha256, signer);
  await store.transaction((client) => createHead(client, empty.edge, empty.checkpoint));
}
