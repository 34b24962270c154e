import { createHmacs } from '../keys/hmac.ts';
import type { LoadKeys } from './jobs.ts';

/**
 * The keys of a load from the pair's two keys (32 bytes each): the journal's own are derived, under labels that no
 * fingerprint's input has. So a journal lives and dies with the epoch it was loaded under.
 */
export function loadKeys(first: Uint8Array, second: Uint8Array): LoadKeys {
  const hmacs = createHmacs([first, second]);
  const labels = ['countersign load journal values/v1', 'countersign load journal sealing/v1'];
  const [journal, sealing] = hmacs.run(
    [0, 1],
    labels.map((label) => new TextEncoder().encode(label)),
    32,
  );
  const keys = {
    first: first.slice(),
    second: second.slice(),
    journal: (journal as Uint8Array).slice(),
    sealing: (sealing as Uint8Array).slice(),
  };
  hmacs.forget();
  return keys;
}
