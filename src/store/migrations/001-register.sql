-- Snapshots of the register. One row a load; the pages of snapshot N are the table page_N, its sealed load journal journal_N.
-- Both are made by the loading role under another name and renamed when the load is whole.
create table register_snapshot (
  number integer primary key,
  in_use boolean not null,
  bucket_bits smallint not null check (bucket_bits between 8 and 31),
  epoch integer not null,
  standardiser text not null,
  fields text[] not null,
  levels text[] not null,
  rows bigint not null,
  loaded bigint not null,
  rejected bigint not null,
  fingerprints bigint not null,
  ambiguous bigint not null,
  relaxed_dropped bigint not null,
  streets bigint not null,
  digest bytea not null check (octet_length(digest) = 32),
  loaded_at timestamptz not null
);

-- INVARIANT: at most one snapshot answers.
create unique index register_snapshot_in_use on register_snapshot (in_use) where in_use;

grant select on register_snapshot to countersign_serving;
grant select, insert, update on register_snapshot to countersign_loading;
grant usage, create on schema public to countersign_loading;
grant usage on schema public to countersign_serving;
