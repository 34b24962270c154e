import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFolder, readPrivateFile, replacePrivateFile } from './key-file.ts';
import { KeysUnavailable } from './unavailable.ts';

const count = z.int().min(0);
const allowanceSchema = z.strictObject({
  /** null = running; else why everything is stopped, in the keyholder's words. */
  paused: z.string().max(200).nullable(),
  /** Most values a minute and a UTC day; null = no ceiling. One inquiry is a fixed number of values. */
  minute: count.nullable(),
  day: count.nullable(),
  /** Most values in a term; a term with another name counts anew. */
  term: z.strictObject({ name: z.string().max(100), values: count }).nullable(),
  /** The one load released now: its id, good for one load, and the most values it may take. null = no load. */
  release: z.strictObject({ id: z.string().min(16).max(100), values: count }).nullable(),
});

/** What the second keyholder allows. It may change it while the keyholder runs. */
export type Allowance = z.infer<typeof allowanceSchema>;

export const FREE_ALLOWANCE: Allowance = { paused: null, minute: null, day: null, term: null, release: null };

const allowancePath = (folder: string): string => join(folder, 'allowance.json');

/** The allowance in force; without a file nothing is limited and no load is released. Throws KeysUnavailable when it is damaged. */
export function readAllowance(folder: string): Allowance {
  const path = allowancePath(folder);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return FREE_ALLOWANCE;
  const read = allowanceSchema.safeParse(parsed(readPrivateFile(path)));
  if (read.success) return read.data;
  throw new KeysUnavailable('altered', path, 'the allowance cannot be read, so nothing is evaluated; set it anew');
}

/** Replaces the allowance; a running keyholder obeys it from its next call on. */
export function writeAllowance(folder: string, allowance: Allowance): void {
  makePrivateFolder(folder);
  replacePrivateFile(allowancePath(folder), `${JSON.stringify(allowanceSchema.parse(allowance))}\n`);
}

/** As `readAllowance`, read again only when the file was replaced: asked at every call. */
export function allowanceReader(folder: string): () => Allowance {
  let seen = 'nothing yet';
  let allowance = FREE_ALLOWANCE;
  return () => {
    const facts = statSync(allowancePath(folder), { bigint: true, throwIfNoEntry: false });
    const version = facts === undefined ? 'no file' : `${facts.ino} ${facts.mtimeNs} ${facts.size}`;
    if (version === seen) return allowance;
    allowance = readAllowance(folder);
    seen = version;
    return allowance;
  };
}

const countsSchema = z.strictObject({
  minute: z.strictObject({ of: z.string(), values: count }),
  day: z.strictObject({ of: z.string(), values: count }),
  term: z.strictObject({ of: z.string(), values: count }),
  /** Releases that a load has used, newest last. */
  used: z.array(z.string()).max(32),
});

/** What a keyholder has evaluated. */
export type Counts = z.infer<typeof countsSchema>;

const EMPTY: Counts = {
  minute: { of: '', values: 0 },
  day: { of: '', values: 0 },
  term: { of: '', values: 0 },
  used: [],
};
const countsPath = (folder: string): string => join(folder, 'counts.json');

/** What was counted up to now; for status. */
export function readCounts(folder: string): Counts {
  const path = countsPath(folder);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return EMPTY;
  const read = countsSchema.safeParse(parsed(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw new KeysUnavailable('altered', path, 'the counts cannot be read; move the file away to count from zero');
}

/** Counts values against an allowance. */
export interface Meter {
  /** Takes `values` if every ceiling still has room for all of them; `now` in POSIX milliseconds. */
  take(allowance: Allowance, values: number, now: number): 'ok' | 'ceiling';
  /** Marks a release as used, durably; false if it was used before. */
  useRelease(id: string): boolean;
  counts(): Counts;
  close(): void;
}

/**
 * A meter whose counts survive the process: written in place before each answer leaves.
 * LIMIT: made durable once a second, so that a power cut can forget a second's counts; releases are durable at once.
 */
export function openMeter(folder: string): Meter {
  let counts = readCounts(folder);
  const file = openSync(countsPath(folder), 'a', 0o600);
  closeSync(file);
  const handle = openSync(countsPath(folder), 'r+');
  let synced = 0;
  const keep = (now: number): void => {
    writeSync(handle, JSON.stringify(counts).padEnd(4096), 0, 'utf8');
    if (now - synced < 1000) return;
    fsyncSync(handle);
    synced = now;
  };
  return {
    take(allowance, values, now) {
      const next = counted(counts, allowance, values, now);
      if (exceeds(next, allowance)) return 'ceiling';
      counts = next;
      keep(now);
      return 'ok';
    },
    useRelease(id) {
      if (counts.used.includes(id)) return false;
      counts = { ...counts, used: [...counts.used, id].slice(-32) };
      keep(Number.POSITIVE_INFINITY);
      synced = 0;
      return true;
    },
    counts: () => counts,
    close: () => closeSync(handle),
  };
}

/**
 * Pause and ceilings where both halves run in one process: throws KeysUnavailable when a call of so many values is not allowed now.
 * LIMIT: two processes that count in the same instant can lose one of the two counts; a second keyholder's own process cannot.
 */
export function localAllowance(folder: string, clock: () => number): (values: number) => void {
  const current = allowanceReader(folder);
  return (values) => {
    const allowance = current();
    const { paused, minute, day, term } = allowance;
    if (paused !== null)
      throw new KeysUnavailable('paused', folder, `the second keyholder has paused all confirmations (${paused})`);
    if (minute === null && day === null && term === null) return;
    const meter = openMeter(folder);
    try {
      if (meter.take(allowance, values, clock()) === 'ok') return;
    } finally {
      meter.close();
    }
    throw new KeysUnavailable(
      'ceiling',
      folder,
      'a ceiling of the minute, the day or the term is reached; it is the second keyholder who sets it',
    );
  };
}

function counted(counts: Counts, allowance: Allowance, values: number, now: number): Counts {
  const instant = new Date(now).toISOString();
  const windows = { minute: instant.slice(0, 16), day: instant.slice(0, 10), term: allowance.term?.name ?? '' };
  const grown = (of: string, before: { of: string; values: number }): { of: string; values: number } => ({
    of,
    values: (before.of === of ? before.values : 0) + values,
  });
  return {
    minute: grown(windows.minute, counts.minute),
    day: grown(windows.day, counts.day),
    term: grown(windows.term, counts.term),
    used: counts.used,
  };
}

function exceeds(counts: Counts, { minute, day, term }: Allowance): boolean {
  const over = (values: number, ceiling: number | null): boolean => ceiling !== null && values > ceiling;
  return (
    over(counts.minute.values, minute) || over(counts.day.values, day) || over(counts.term.values, term?.values ?? null)
  );
}

function parsed(text: string): unknown {
  try {
    return text.trim() === '' ? EMPTY : JSON.parse(text);
  } catch {
    return null;
  }
}
