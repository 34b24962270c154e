// The statements of one tick: the head locked, usage read, and everything that the tick decided written together.
import type { ClientBase } from 'pg';

/** The one row that orders the log. `standing` counts every change of what decisions depend on; `latest` is the newest time seen. */
export interface Head {
  size: number;
  edge: Uint8Array;
  checkpoint: string;
  standing: number;
  latest: Date;
}

/** One usage claim as stored: both values keyed (16 bytes each), `since` the start of its window or null for no window. */
export interface UsageKey {
  scope: Uint8Array;
  member: Uint8Array;
  since: Date | null;
}

/** What is already counted: whether this member is in the scope, and how many members the scope has. */
export interface UsageFound {
  known: boolean;
  count: number;
}

export interface TickEntry {
  index: number;
  leaf: Uint8Array;
}

export interface TickTile {
  level: number;
  n: number;
  hashes: Uint8Array;
}

export interface TickCase {
  index: number;
  agreement: string;
  day: string;
  sealed: Uint8Array;
}

export interface TickHeld {
  index: number;
  agreement: string;
  why: string;
}

export interface TickUsage {
  scope: Uint8Array;
  member: Uint8Array;
}

/** Inquiries of one day by agreement, outcome and ground, to be added to the day's totals. */
export interface TickTotal {
  day: string;
  agreement: string;
  outcome: string;
  ground: string;
  inquiries: number;
}

export interface TickRows {
  at: Date;
  entries: readonly TickEntry[];
  tiles: readonly TickTile[];
  cases: readonly TickCase[];
  held: readonly TickHeld[];
  members: readonly TickUsage[];
  counters: readonly { scope: Uint8Array; more: number }[];
  totals: readonly TickTotal[];
}

interface HeadRow {
  size: string;
  edge: Buffer;
  checkpoint: string;
  standing: string;
  latest: Date | number;
}

const headOf = (row: HeadRow): Head => ({
  size: Number(row.size),
  edge: row.edge,
  checkpoint: row.checkpoint,
  standing: Number(row.standing),
  latest: row.latest instanceof Date ? row.latest : new Date(0),
});

/** Reads the head without locking it; null before the log has its first row. */
export async function readHead(client: Pick<ClientBase, 'query'>): Promise<Head | null> {
  const { rows } = await client.query<HeadRow>('select size, edge, checkpoint, standing, latest from log_head');
  return rows[0] ? headOf(rows[0]) : null;
}

/** Locks the head until the transaction ends. INVARIANT: every writer of the log and every order holds this lock. */
export async function lockHead(client: ClientBase): Promise<Head> {
  const { rows } = await client.query<HeadRow>({
    name: 'lock-head',
    text: 'select size, edge, checkpoint, standing, latest from log_head for update',
  });
  if (!rows[0]) throw new Error('the log has no head: run countersign init');
  return headOf(rows[0]);
}

/** Makes the head of an empty log, once. */
export async function createHead(client: ClientBase, edge: Uint8Array, checkpoint: string): Promise<void> {
  await client.query('insert into log_head (size, edge, checkpoint) values (0, $1, $2) on conflict do nothing', [
    edge,
    checkpoint,
  ]);
}

export async function moveHead(client: ClientBase, head: Head): Promise<void> {
  await client.query({
    name: 'move-head',
    text: 'update log_head set size = $1, edge = $2, checkpoint = $3, standing = $4, latest = $5',
    values: [head.size, head.edge, head.checkpoint, head.standing, head.latest],
  });
}

/** Asks for all claims of a tick at once; the answer has one element per key, in order. */
export async function readUsage(client: ClientBase, keys: readonly UsageKey[]): Promise<UsageFound[]> {
  if (keys.length === 0) return [];
  const { rows } = await client.query<{ known: boolean; count: string }>({
    name: 'read-usage',
    text: `select coalesce(u.at >= coalesce(k.since, '-infinity'), false) as known,
             case when k.since is null then coalesce(c.members, 0)
                  else (select count(*) from usage_member w where w.scope = k.scope and w.at >= k.since) end as count
           from unnest($1::bytea[], $2::bytea[], $3::timestamptz[]) with ordinality as k (scope, member, since, place)
           left join usage_member u on u.scope = k.scope and u.member = k.member
           left join usage_count c on c.scope = k.scope
           order by k.place`,
    values: [keys.map((k) => k.scope), keys.map((k) => k.member), keys.map((k) => k.since)],
  });
  return rows.map((row) => ({ known: row.known, count: Number(row.count) }));
}

async function insertEntries(client: ClientBase, rows: TickRows): Promise<void> {
  await client.query({
    name: 'insert-entries',
    text: 'insert into log_entry (index, leaf) select * from unnest($1::bigint[], $2::bytea[])',
    values: [rows.entries.map((e) => e.index), rows.entries.map((e) => e.leaf)],
  });
  if (rows.tiles.length === 0) return;
  await client.query({
    name: 'insert-tiles',
    text: 'insert into log_tile (level, n, hashes) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    values: [rows.tiles.map((t) => t.level), rows.tiles.map((t) => t.n), rows.tiles.map((t) => t.hashes)],
  });
}

async function insertCases(client: ClientBase, rows: TickRows): Promise<void> {
  if (rows.cases.length > 0)
    await client.query({
      name: 'insert-cases',
      text: `insert into case_file (index, agreement, day, sealed)
             select * from unnest($1::bigint[], $2::text[], $3::date[], $4::bytea[])`,
      values: [
        rows.cases.map((c) => c.index),
        rows.cases.map((c) => c.agreement),
        rows.cases.map((c) => c.day),
        rows.cases.map((c) => c.sealed),
      ],
    });
  if (rows.held.length > 0)
    await client.query({
      name: 'insert-held',
      text: `insert into held (index, agreement, why, at)
             select index, agreement, why, $4 from unnest($1::bigint[], $2::text[], $3::text[]) as h (index, agreement, why)`,
      values: [rows.held.map((h) => h.index), rows.held.map((h) => h.agreement), rows.held.map((h) => h.why), rows.at],
    });
}

async function countUsage(client: ClientBase, rows: TickRows): Promise<void> {
  if (rows.members.length > 0)
    await client.query({
      name: 'insert-members',
      text: `insert into usage_member (scope, member, at) select scope, member, $3
             from unnest($1::bytea[], $2::bytea[]) as m (scope, member)
             on conflict (scope, member) do update set at = excluded.at where usage_member.at < excluded.at`,
      values: [rows.members.map((m) => m.scope), rows.members.map((m) => m.member), rows.at],
    });
  if (rows.counters.length > 0)
    await client.query({
      name: 'add-counters',
      text: `insert into usage_count (scope, members) select * from unnest($1::bytea[], $2::bigint[])
             on conflict (scope) do update set members = usage_count.members + excluded.members`,
      values: [rows.counters.map((c) => c.scope), rows.counters.map((c) => c.more)],
    });
}

async function addTotals(client: ClientBase, rows: TickRows): Promise<void> {
  if (rows.totals.length === 0) return;
  await client.query({
    name: 'add-totals',
    text: `insert into day_total (day, agreement, outcome, ground, inquiries)
           select * from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::bigint[])
           on conflict (day, agreement, outcome, ground)
           do update set inquiries = day_total.inquiries + excluded.inquiries`,
    values: [
      rows.totals.map((t) => t.day),
      rows.totals.map((t) => t.agreement),
      rows.totals.map((t) => t.outcome),
      rows.totals.map((t) => t.ground),
      rows.totals.map((t) => t.inquiries),
    ],
  });
}

/** Writes everything a tick decided. The caller holds the head's lock and moves the head last. */
export async function writeTick(client: ClientBase, rows: TickRows): Promise<void> {
  await countUsage(client, rows);
  await addTotals(client, rows);
  await insertCases(client, rows);
  if (rows.entries.length > 0) await insertEntries(client, rows);
}
