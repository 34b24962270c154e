// Reading the log back: entries, tiles and case files, in order and by ranges.
import type { ClientBase } from 'pg';

type Reader = Pick<ClientBase, 'query'>;

/** Leaves of entries [from, to), in order. Throws when one is missing: the log is insert-only, so that is a defect. */
export async function readLeaves(client: Reader, from: number, to: number): Promise<Uint8Array[]> {
  const { rows } = await client.query<{ leaf: Buffer }>({
    name: 'read-leaves',
    text: 'select leaf from log_entry where index >= $1 and index < $2 order by index',
    values: [from, to],
  });
  if (rows.length !== Math.max(0, to - from))
    throw new Error(`the log lacks entries between ${from} and ${to}: run countersign doctor`);
  return rows.map((row) => row.leaf);
}

/** One full tile (256 hashes, 8,192 bytes), or null when it is not complete yet. */
export async function readTile(client: Reader, level: number, n: number): Promise<Uint8Array | null> {
  const { rows } = await client.query<{ hashes: Buffer }>({
    name: 'read-tile',
    text: 'select hashes from log_tile where level = $1 and n = $2',
    values: [level, n],
  });
  return rows[0]?.hashes ?? null;
}

/** Full tiles [from, to) of one level, in order. */
export async function readTiles(client: Reader, level: number, from: number, to: number): Promise<Uint8Array[]> {
  const { rows } = await client.query<{ hashes: Buffer }>({
    name: 'read-tiles',
    text: 'select hashes from log_tile where level = $1 and n >= $2 and n < $3 order by n',
    values: [level, from, to],
  });
  return rows.map((row) => row.hashes);
}

export interface CaseRow {
  index: number;
  agreement: string;
  day: string;
  sealed: Uint8Array;
}

/** Case files of entries [from, to), in order; entries of readable kinds have none. */
export async function readCases(client: Reader, from: number, to: number): Promise<CaseRow[]> {
  const { rows } = await client.query<{ index: string; agreement: string; day: string; sealed: Buffer }>({
    name: 'read-cases',
    text: `select index, agreement, to_char(day, 'YYYY-MM-DD') as day, sealed from case_file
           where index >= $1 and index < $2 order by index`,
    values: [from, to],
  });
  return rows.map((row) => ({ ...row, index: Number(row.index) }));
}
