/** What every step works with: keys, store, the keeper of the last checkpoint, the clock. */
import type { Keys } from '../keys/files.ts';
import type { NoteSigner } from '../log/note.ts';
import type { Store } from '../store/connection.ts';
import type { Instruments } from './instruments.ts';
import type { Keeper } from './keeper.ts';

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
