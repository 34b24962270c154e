// What decisions depend on: agreements with their lifecycle, the directory of requesters, orders, and documents by digest.
import type { ClientBase } from 'pg';

type Reader = Pick<ClientBase, 'query'>;

/** One agreement: its present version, the SHA-256 of its terms (a document) and its lifecycle as plain JSON. */
export interface AgreementRow {
  id: string;
  version: number;
  terms: Uint8Array;
  lifecycle: unknown;
}

export async function listAgreements(client: Reader): Promise<AgreementRow[]> {
  const { rows } = await client.query<AgreementRow>(
    'select id, version, terms, lifecycle from agreement order by id collate "C"',
  );
  return rows;
}

/** Writes an agreement's state. The caller holds the head's lock and enters the step in the log in the same transaction. */
export async function writeAgreement(client: ClientBase, row: AgreementRow): Promise<void> {
  await client.query(
    `insert into agreement (id, version, terms, lifecycle) values ($1, $2, $3, $4)
     on conflict (id) do update set version = excluded.version, terms = excluded.terms, lifecycle = excluded.lifecycle`,
    [row.id, row.version, row.terms, JSON.stringify(row.lifecycle)],
  );
}

export async function listRequesters(client: Reader): Promise<unknown[]> {
  const { rows } = await client.query<{ entry: unknown }>('select entry from requester order by id collate "C"');
  return rows.map((row) => row.entry);
}

export async function writeRequester(client: ClientBase, id: string, entry: unknown): Promise<void> {
  await client.query(
    'insert into requester (id, entry) values ($1, $2) on conflict (id) do update set entry = excluded.entry',
    [id, JSON.stringify(entry)],
  );
}

/** The custodian's own people, or null before they are registered. */
export async function readCustodian(client: Reader): Promise<unknown> {
  const { rows } = await client.query<{ entry: unknown }>('select entry from custodian');
  return rows[0]?.entry ?? null;
}

export async function writeCustodian(client: ClientBase, id: string, entry: unknown): Promise<void> {
  await client.query(
    'insert into custodian (id, entry) values ($1, $2) on conflict (id) do update set entry = excluded.entry',
    [id, JSON.stringify(entry)],
  );
}

export async function listOrders(client: Reader): Promise<unknown[]> {
  const { rows } = await client.query<{ entry: unknown }>('select entry from stop_order order by id collate "C"');
  return rows.map((row) => row.entry);
}

export async function writeOrder(client: ClientBase, id: string, entry: unknown): Promise<void> {
  await client.query(
    'insert into stop_order (id, entry) values ($1, $2) on conflict (id) do update set entry = excluded.entry',
    [id, JSON.stringify(entry)],
  );
}

/** Keeps a document (terms, standing) under its SHA-256; keeping it twice changes nothing. */
export async function keepDocument(
  client: ClientBase,
  sha256: Uint8Array,
  kind: string,
  body: Uint8Array,
): Promise<void> {
  await client.query({
    name: 'keep-document',
    text: 'insert into document (sha256, kind, body) values ($1, $2, $3) on conflict do nothing',
    values: [sha256, kind, body],
  });
}

export async function readDocument(client: Reader, sha256: Uint8Array): Promise<Uint8Array | null> {
  const { rows } = await client.query<{ body: Buffer }>('select body from document where sha256 = $1', [sha256]);
  return rows[0]?.body ?? null;
}

/** One inquiry that waits: the index of its entry, and why it is held. */
export interface HeldRow {
  index: number;
  agreement: string;
  why: string;
  at: Date;
}

/** Inquiries that wait for an officer, oldest first. */
export async function listHeld(client: Reader): Promise<HeldRow[]> {
  const { rows } = await client.query<{ index: string; agreement: string; why: string; at: Date }>(
    'select index, agreement, why, at from held order by index',
  );
  return rows.map((row) => ({ ...row, index: Number(row.index) }));
}

export async function deleteHeld(client: ClientBase, index: number): Promise<boolean> {
  const { rowCount } = await client.query('delete from held where index = $1', [index]);
  return rowCount === 1;
}
