import type { ClientBase } from 'pg';

type Reader = Pick<ClientBase, 'query'>;

/**
 * The sealed load journal of a snapshot, one row a part and kind ('entry': fingerprints and their keyed persons,
 * 'written': keyed streets). The serving role has no grant on it.
 */
export interface JournalRow {
  readonly kind: 'entry' | 'written' | 'record';
  readonly part: number;
  readonly sealed: Uint8Array;
}

const SHADOW = 'journal_shadow';

function table(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError('a snapshot number is a whole number');
  return `journal_${number}`;
}

export async function makeJournalShadow(client: ClientBase): Promise<void> {
  await client.query(`drop table if exists ${SHADOW}`);
  await client.query(
    `create table ${SHADOW} (kind text not null, part smallint not null, sealed bytea not null, primary key (kind, part))`,
  );
  await client.query(`alter table ${SHADOW} alter column sealed set storage external`);
}

export async function insertJournal(client: Reader, row: JournalRow): Promise<void> {
  await client.query({
    name: 'insert-journal',
    text: `insert into ${SHADOW} (kind, part, sealed) values ($1, $2, $3)`,
    values: [row.kind, row.part, Buffer.from(row.sealed.buffer, row.sealed.byteOffset, row.sealed.byteLength)],
  });
}

export async function renameJournalShadow(client: ClientBase, number: number, before: number | null): Promise<void> {
  await client.query(`alter table ${SHADOW} rename to ${table(number)}`);
  await client.query(`alter index ${SHADOW}_pkey rename to ${table(number)}_pkey`);
  if (before !== null) await client.query(`drop table ${table(before)}`);
}

/** One sealed row, or null where the snapshot has none. */
export async function readJournal(
  client: Reader,
  number: number,
  kind: JournalRow['kind'],
  part: number,
): Promise<Uint8Array | null> {
  const { rows } = await client.query<{ sealed: Buffer }>(
    `select sealed from ${table(number)} where kind = $1 and part = $2`,
    [kind, part],
  );
  return rows[0]?.sealed ?? null;
}
