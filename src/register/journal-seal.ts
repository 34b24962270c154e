import { type boxKey, openBox, sealBox } from '../keys/sealed-box.ts';
import type { SpoolKind } from './layout.ts';

/** Made by `boxKey` from the load's sealing key. */
export type JournalKey = ReturnType<typeof boxKey>;

/** Where a piece of the load journal belongs: it opens nowhere else. */
export interface JournalPlace {
  readonly snapshot: number;
  readonly kind: SpoolKind;
  readonly part: number;
}

function associated({ snapshot, kind, part }: JournalPlace): Uint8Array {
  return new TextEncoder().encode(`countersign-journal/v1\nsnapshot ${snapshot}\n${kind}\npart ${part}`);
}

export function sealJournal(key: JournalKey, place: JournalPlace, plain: Uint8Array): Uint8Array {
  return sealBox(key, associated(place), plain);
}

/** Throws when the piece was altered or sealed under other keys: the load that it belongs to cannot be corrected. */
export function openJournal(key: JournalKey, place: JournalPlace, sealed: Uint8Array): Uint8Array {
  const opened = openBox(key, associated(place), sealed);
  if (opened.ok) return opened.plaintext;
  throw new Error(
    `the load journal of snapshot ${place.snapshot} does not open with these keys: load the whole register again`,
  );
}
