import type { ClientBase } from 'pg';
import { Unavailable } from './unavailable.ts';

/** One load of the register. */
export interface Snapshot {
  readonly number: number;
  /** Leading bits of a fingerprint that name its page. */
  readonly bucketBits: number;
  /** Keys, standardiser, person fields and levels it was loaded under: a question under others finds nothing. */
  readonly epoch: number;
  readonly standardiser: string;
  readonly fields: readonly string[];
  readonly levels: readonly string[];
  /** Rows read, loaded and rejected. */
  readonly rows: number;
  readonly loaded: number;
  readonly rejected: number;
  /** In pages; produced by two or more persons; relaxed forms left out because of the streets; distinct streets by ZIP. */
  readonly fingerprints: number;
  readonly ambiguous: number;
  readonly relaxedDropped: number;
  readonly streets: number;
  /** SHA-256 over the SHA-256 of each of the 256 parts of the pages, in order. */
  readonly digest: Uint8Array;
  readonly loadedAt: Date;
}

type Reader = Pick<ClientBase, 'query'>;

interface SnapshotRow {
  number: number;
  bucket_bits: number;
  epoch: number;
  standardiser: string;
  fields: string[];
  levels: string[];
  rows: string;
  loaded: string;
  rejected: string;
  fingerprints: string;
  ambiguous: string;
  relaxed_dropped: string;
  streets: string;
  digest: Buffer;
  loaded_at: Date;
}

/** The snapshot that answers now, or null before the first load. */
export async function currentSnapshot(client: Reader): Promise<Snapshot | null> {
  const { rows } = await client.query<SnapshotRow>({
    name: 'current-snapshot',
    text: `select number, bucket_bits, epoch, standardiser, fields, levels, rows, loaded, rejected, fingerprints,
             ambiguous, relaxed_dropped, streets, digest, loaded_at
           from register_snapshot where in_use`,
  });
  const row = rows[0];
  return row === undefined ? null : snapshotOf(row);
}

function snapshotOf(row: SnapshotRow): Snapshot {
  return {
    number: row.number,
    bucketBits: row.bucket_bits,
    epoch: row.epoch,
    standardiser: row.standardiser,
    fields: row.fields,
    levels: row.levels,
    rows: Number(row.rows),
    loaded: Number(row.loaded),
    rejected: Number(row.rejected),
    fingerprints: Number(row.fingerprints),
    ambiguous: Number(row.ambiguous),
    relaxedDropped: Number(row.relaxed_dropped),
    streets: Number(row.streets),
    digest: Uint8Array.from(row.digest),
    loadedAt: row.loaded_at,
  };
}

/** Puts the snapshot in the place of the one in use; gives the number of that one, or null. */
export async function insertSnapshot(client: ClientBase, snapshot: Snapshot): Promise<number | null> {
  const { rows } = await client.query<{ number: number }>(
    'update register_snapshot set in_use = false where in_use returning number',
  );
  const s = snapshot;
  const values: unknown[] = [s.number, s.bucketBits, s.epoch, s.standardiser, s.fields, s.levels, s.rows, s.loaded];
  values.push(s.rejected, s.fingerprints, s.ambiguous, s.relaxedDropped, s.streets, Buffer.from(s.digest), s.loadedAt);
  await client.query(
    `insert into register_snapshot (number, in_use, bucket_bits, epoch, standardiser, fields, levels, rows, loaded, rejected,
       fingerprints, ambiguous, relaxed_dropped, streets, digest, loaded_at)
     values ($1, true, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    values,
  );
  return rows[0]?.number ?? null;
}

/** The number that the next load will have. */
export async function nextNumber(client: Reader): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'select coalesce(max(number), 0)::int + 1 as n from register_snapshot',
  );
  return rows[0]?.n ?? 1;
}

/** Makes this session the only one that loads, until it ends. */
export async function lockLoading(client: Reader): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOADING_LOCK]);
  if (rows[0]?.taken === true) return;
  throw new Unavailable('overloaded', 'Another load of the register is running. Wait until it is done.');
}

export async function unlockLoading(client: Reader): Promise<void> {
  await client.query('select pg_advisory_unlock($1)', [LOADING_LOCK]);
}

const LOADING_LOCK = 6104;
