/**
 * The temporary records of a load: keyed values only, never plain. All numbers big-endian.
 * Each kind is spooled in PARTS parts, by its first byte.
 */
export const PARTS = 256;

export const FINGERPRINT_BYTES = 9;
/**
 * Keyed person, keyed (ZIP, writing) and keyed street: 48 bits each.
 * LIMIT: two persons who produce one fingerprint are taken for one with chance 2^-48; two writings that collide can
 * only drop relaxed forms.
 */
export const KEYED_BYTES = 6;

/** fingerprint 9, person 6, row 4, marks 1, (ZIP, writing) on which a relaxed form depends 6 (zeros for exact forms). */
export const ENTRY = { person: 9, row: 15, marks: 19, writing: 20, width: 26 } as const;
/** keyed ZIP 6, keyed (ZIP, writing) 6, keyed street 6, how many forms gave it 4 (signed). */
export const WRITTEN = { writing: 6, street: 12, times: 18, width: 22 } as const;
/** keyed record_id 8, row 4 (0: on file before this load), marks 1. */
export const RECORD = { row: 8, marks: 12, width: 13 } as const;
/** Width of a record_id in the load journal. */
export const KEYED_RECORD = 8;

/** Marks of an entry, added together. */
export const SUPPRESSED = 1;
export const RELAXED = 2;
/** The entry is taken out again: the old writing of a correction. */
export const TAKEN_OUT = 4;

export type SpoolKind = 'entry' | 'written' | 'record';
export const SPOOL_KINDS: readonly SpoolKind[] = ['entry', 'written', 'record'];
export const WIDTH: Readonly<Record<SpoolKind, number>> = {
  entry: ENTRY.width,
  written: WRITTEN.width,
  record: RECORD.width,
};

export function readUint32(bytes: Uint8Array, at: number): number {
  const top = (bytes[at] as number) << 24;
  return (top | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)) >>> 0;
}

export function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}
