/** What the gateway works with: keys, store, the keeper of the last checkpoint, the clock. Built by the command line only. */
import { join } from 'node:path';
import type { Keys } from '../keys/files.ts';
import { sha256 } from '../keys/sha256.ts';
import type { NoteSigner } from '../log/note.ts';
import { ED25519, makeVerifierKey } from '../log/verifier-key.ts';
import type { Store } from '../store/connection.ts';
import { createHead, readHead } from '../store/tick.ts';
import { emptyLog } from './append.ts';
import type { Instruments } from './instruments.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { checkKeeper } from './keeper-check.ts';

export interface Gateway {
  readonly dataDir: string;
  readonly keys: Keys;
  readonly store: Store;
  readonly keeper: Keeper;
  readonly signer: NoteSigner;
  /** UTC now. Answers are timed by the later of this and the newest time that the log has seen. */
  readonly clock: () => Date;
  /** What decisions depend on, as last read; replaced when the head says that it changed. */
  cached: { standing: number; instruments: Instruments } | null;
}

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
