import type { RegisterRow } from '../inquiry/register-row.ts';
import type { Hmacs } from '../keys/hmac.ts';
import type { PairInput } from '../matching/pairs.ts';
import { usableIdentifier } from '../matching/person-fields.ts';
import {
  ENTRY,
  FINGERPRINT_BYTES,
  KEYED_BYTES,
  KEYED_RECORD,
  RECORD,
  RELAXED,
  type SpoolKind,
  SUPPRESSED,
  TAKEN_OUT,
  WRITTEN,
  writeUint32,
} from './layout.ts';
import type { SpoolWriter } from './spool.ts';

/** Positions of the keys in the evaluator: the pair's first and second key, then the journal's. */
export const PAIR_CHAIN = [0, 1];
export const JOURNAL_CHAIN = [2];

/** One row that stands: its line, what it is stored under, and the marks of its entries. */
export interface StandingRow {
  readonly line: number;
  readonly row: RegisterRow;
  readonly inputs: readonly PairInput[];
  /** 0, or TAKEN_OUT for the old writing of a correction. */
  readonly marks: number;
  /** What the row does to its record: a correction of a record that stays adds and removes none. */
  readonly record: 'added' | 'removed' | 'stays';
}

type Spools = Readonly<Record<SpoolKind, SpoolWriter>>;

/** Turns standing rows into spooled records: everything keyed, nothing plain. */
export interface RowSink {
  readonly write: (rows: readonly StandingRow[]) => void;
  /** Spools what is still counted in memory. */
  readonly finish: () => void;
}

/** Streets remembered between batches, to key each once. Bounded: they are spooled and forgotten when there are more. */
const STREETS = 100_000;

interface WrittenStreet {
  readonly writing: Uint8Array;
  readonly record: Uint8Array;
  times: number;
}

export function openRowSink(hmacs: Hmacs, spools: Spools): RowSink {
  let streets = new Map<string, WrittenStreet>();
  const flush = (): void => {
    for (const { record, times } of streets.values()) {
      writeUint32(record, WRITTEN.times, times);
      spools.written.add(record[0] as number, record, 0);
    }
    streets = new Map();
  };
  const write = (rows: readonly StandingRow[]): void => {
    writeEntries(rows, hmacs, spools, streets);
    writeRecords(rows, hmacs, spools);
    if (streets.size > STREETS) flush();
  };
  return { write, finish: flush };
}

function writeEntries(
  rows: readonly StandingRow[],
  hmacs: Hmacs,
  spools: Spools,
  streets: Map<string, WrittenStreet>,
): void {
  const inputs = rows.flatMap((row) => row.inputs);
  const fingerprints = hmacs.runPacked(PAIR_CHAIN, packed(inputs), FINGERPRINT_BYTES);
  const persons = hmacs.run(
    JOURNAL_CHAIN,
    rows.map(({ row }) => personText(row)),
    KEYED_BYTES,
  );
  keyNewStreets(rows, hmacs, streets);
  const entry = new Uint8Array(ENTRY.width);
  let at = 0;
  for (const [i, { line, inputs: own, marks, row }] of rows.entries()) {
    entry.set(persons[i] as Uint8Array, ENTRY.person);
    writeUint32(entry, ENTRY.row, line);
    for (const { street } of own) {
      for (let j = 0; j < FINGERPRINT_BYTES; j++) entry[j] = fingerprints[at + j] as number;
      at += FINGERPRINT_BYTES;
      entry[ENTRY.marks] = marks | (row.suppressed ? SUPPRESSED : 0) | (street === null ? 0 : RELAXED);
      if (street === null) entry.fill(0, ENTRY.writing);
      else entry.set((streets.get(streetName(street)) as WrittenStreet).writing, ENTRY.writing);
      spools.entry.add(entry[0] as number, entry, 0);
    }
  }
}

function packed(inputs: readonly PairInput[]): { bytes: Uint8Array; ends: Uint32Array } {
  const ends = new Uint32Array(inputs.length);
  let total = 0;
  for (let i = 0; i < inputs.length; i++) {
    total += (inputs[i] as PairInput).bytes.length;
    ends[i] = total;
  }
  const bytes = new Uint8Array(total);
  for (let i = 0; i < inputs.length; i++)
    bytes.set((inputs[i] as PairInput).bytes, i === 0 ? 0 : (ends[i - 1] as number));
  return { bytes, ends };
}

type Street = NonNullable<PairInput['street']>;

/** Injective: no part holds a line feed. */
function streetName({ zip, writing, street }: Street): string {
  return `${zip}\n${writing}\n${street}`;
}

/** Counts the streets of the rows; keys those not seen since the last flush. */
function keyNewStreets(rows: readonly StandingRow[], hmacs: Hmacs, streets: Map<string, WrittenStreet>): void {
  const fresh: { street: Street; place: WrittenStreet }[] = [];
  for (const { inputs, marks } of rows) {
    for (const { street } of inputs) {
      if (street === null) continue;
      const name = streetName(street);
      let place = streets.get(name);
      if (place === undefined) {
        place = { writing: new Uint8Array(KEYED_BYTES), record: new Uint8Array(WRITTEN.width), times: 0 };
        streets.set(name, place);
        fresh.push({ street, place });
      }
      place.times += (marks & TAKEN_OUT) === 0 ? 1 : -1;
    }
  }
  keyStreets(fresh, hmacs);
}

/** A street without a name (a row that lacks the part) stays zeros: it is no street of its own. */
function keyStreets(fresh: readonly { street: Street; place: WrittenStreet }[], hmacs: Hmacs): void {
  const texts = fresh.flatMap(({ street: { zip, writing, street } }) => [
    text('zip', zip),
    text('writing', zip, writing),
    text('street', zip, street),
  ]);
  const keyed = hmacs.run(JOURNAL_CHAIN, texts, KEYED_BYTES);
  for (const [i, { street, place }] of fresh.entries()) {
    place.writing.set(keyed[3 * i + 1] as Uint8Array);
    place.record.set(keyed[3 * i] as Uint8Array);
    place.record.set(place.writing, WRITTEN.writing);
    if (street.street !== '') place.record.set(keyed[3 * i + 2] as Uint8Array, WRITTEN.street);
  }
}

function writeRecords(rows: readonly StandingRow[], hmacs: Hmacs, spools: Spools): void {
  const changed = rows.filter((one) => one.record !== 'stays');
  const ids = changed.map(({ row }) => text('record', row.record_id));
  const keyed = hmacs.run(JOURNAL_CHAIN, ids, KEYED_RECORD);
  const record = new Uint8Array(RECORD.width);
  for (const [i, { line, record: what }] of changed.entries()) {
    record.set(keyed[i] as Uint8Array);
    writeUint32(record, RECORD.row, line);
    record[RECORD.marks] = what === 'removed' ? TAKEN_OUT : 0;
    spools.record.add(record[0] as number, record, 0);
  }
}

/** Who a row is about: the holder of its tax identifier, else the record. A filler identifier names nobody. */
function personText({ person, record_id: id }: RegisterRow): Uint8Array {
  const identifier = usableIdentifier(person.tax_identifier);
  return identifier === null ? text('person by record', id) : text('person by identifier', identifier);
}

const encoder = new TextEncoder();

/** Injective: every part is written with its length before it. */
function text(...parts: string[]): Uint8Array {
  return encoder.encode(parts.map((part) => `${part.length}:${part}`).join(''));
}
