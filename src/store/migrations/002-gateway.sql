-- Tables of the gateway: the log and its head, case files, usage, agreements, the directory, orders, totals.
-- INVARIANT: log_entry, log_tile and case_file are written once; the serving role may insert and read, never update or delete.
-- INVARIANT: whoever changes what a decision depends on (an agreement's state, the directory, an order) locks log_head first.

create table log_head (
  single boolean primary key default true check (single),
  size bigint not null,
  edge bytea not null,
  checkpoint text not null,
  standing bigint not null default 0,
  latest timestamptz not null default '-infinity'
);

create table log_entry (index bigint primary key, leaf bytea not null);

create table log_tile (level smallint not null, n bigint not null, hashes bytea not null, primary key (level, n));

create table case_file (index bigint primary key, agreement text not null, day date not null, sealed bytea not null);

create table held (index bigint primary key, agreement text not null, why text not null, at timestamptz not null);

create table document (sha256 bytea primary key, kind text not null, body bytea not null);

create table agreement (
  id text primary key,
  version integer not null,
  terms bytea not null references document (sha256),
  lifecycle jsonb not null
);

create table requester (id text primary key, entry jsonb not null);

create table custodian (id text primary key, entry jsonb not null);

create table stop_order (id text primary key, entry jsonb not null);

create table usage_member (
  scope bytea not null,
  member bytea not null,
  at timestamptz not null,
  primary key (scope, member)
);

create table usage_count (scope bytea primary key, members bigint not null);

create table day_total (
  day date not null,
  agreement text not null,
  outcome text not null,
  ground text not null,
  inquiries bigint not null,
  primary key (day, agreement, outcome, ground)
);

create table day_person (day date not null, agreement text not null, person bytea not null, primary key (day, agreement, person));

grant select, insert on log_entry, log_tile, case_file, document, day_person to countersign_serving;
grant select, insert, update on log_head, usage_member, agreement, custodian, requester, stop_order, usage_count, day_total to countersign_serving;
grant select, insert, delete on held to countersign_serving;
