import { ENTRY, FINGERPRINT_BYTES, KEYED_BYTES, RELAXED } from './layout.ts';

/** A fingerprint and who produces it: positions in `bytes`, where ENTRY records lie. */
export interface FoundFingerprint {
  readonly bytes: Uint8Array;
  /** Start of one of its ENTRY records. */
  readonly at: number;
  readonly marks: number;
  /** `at`: the keyed person's 6 bytes; how many plain and suppressed records of that person produce the fingerprint. */
  persons: { at: number; plain: number; suppressed: number }[];
}

export interface JournalSink {
  readonly add: (found: FoundFingerprint, where: 'in-page' | 'left-out') => void;
  readonly finish: () => Uint8Array;
}

/** The commonest line: in a page, exact form, one record. Others carry their numbers. */
const PLAIN = 0;
export const IN_PAGE = 1;
export const IS_RELAXED = 2;
export const COUNTED = 4;

/**
 * The load journal of one part, fingerprints ascending. A line is: head 1 byte (bits IN_PAGE, IS_RELAXED, COUNTED),
 * fingerprint 9 unless IN_PAGE (the page has it), persons' number 4 unless IN_PAGE (which means one), (ZIP, writing) 6
 * if IS_RELAXED, then for each person 6, and if COUNTED plain 4 and suppressed 4 (else one plain record).
 */
export function openJournalSink(atMost: number): JournalSink {
  const lines = growing(atMost * (1 + KEYED_BYTES) + 1024);
  const add = (found: FoundFingerprint, where: 'in-page' | 'left-out'): void => {
    const relaxed = (found.marks & RELAXED) !== 0;
    const counted = found.persons.some((person) => person.plain !== 1 || person.suppressed !== 0);
    const inPage = where === 'in-page';
    lines.uint8((inPage ? IN_PAGE : PLAIN) | (relaxed ? IS_RELAXED : PLAIN) | (counted ? COUNTED : PLAIN));
    if (!inPage) {
      lines.copy(found.bytes, found.at, FINGERPRINT_BYTES);
      lines.uint32(found.persons.length);
    }
    if (relaxed) lines.copy(found.bytes, found.at + ENTRY.writing, KEYED_BYTES);
    for (const person of found.persons) {
      lines.copy(found.bytes, person.at, KEYED_BYTES);
      if (!counted) continue;
      lines.uint32(person.plain);
      lines.uint32(person.suppressed);
    }
  };
  return { add, finish: lines.finish };
}

interface Growing {
  readonly uint8: (value: number) => void;
  readonly uint32: (value: number) => void;
  readonly copy: (from: Uint8Array, at: number, length: number) => void;
  readonly finish: () => Uint8Array;
}

function growing(first: number): Growing {
  let bytes = new Uint8Array(first);
  let end = 0;
  const room = (length: number): void => {
    if (end + length <= bytes.length) return;
    const larger = new Uint8Array(2 * bytes.length + length);
    larger.set(bytes);
    bytes = larger;
  };
  const uint8 = (value: number): void => {
    room(1);
    bytes[end++] = value;
  };
  const copy = (from: Uint8Array, at: number, length: number): void => {
    room(length);
    for (let i = 0; i < length; i++) bytes[end + i] = from[at + i] as number;
    end += length;
  };
  const uint32 = (value: number): void => {
    for (const shift of [24, 16, 8, 0]) uint8((value >>> shift) & 0xff);
  };
  return { uint8, uint32, copy, finish: () => bytes.slice(0, end) };
}
