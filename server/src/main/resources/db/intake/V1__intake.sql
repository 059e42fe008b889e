-- Columns ordered by width: 52 bytes a row instead of 56. No primary key: it would triple the cost
-- of a row, and duplicates are dropped before writing. Partitions are made as days arrive.
create table intake.reading (
  time timestamptz not null,
  value double precision not null,
  seq bigint not null,
  datastream int not null
) partition by range (time);
create index on intake.reading using brin (time) with (pages_per_range = 16);
create index on intake.reading using brin (seq) with (pages_per_range = 16);

-- The last sequence number given out, moved in the same commit as the readings it numbers; and the
-- one up to which "latest" is written.
create table intake.head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  latest_seq bigint not null
);
insert into intake.head (seq, latest_seq) values (0, 0);

create table intake.latest (
  datastream int primary key,
  time timestamptz not null,
  value double precision not null
) with (fillfactor = 70);

create table intake.quarantine (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  source text not null,
  place bigint not null,
  field text not null,
  reason text not null,
  raw text not null
);

create table intake.photo (
  id bigint generated always as identity primary key,
  key text unique,
  type text not null,
  bytes bytea not null,
  sha256 bytea not null,
  taken_at timestamptz,
  lon double precision,
  lat double precision,
  added_by text not null,
  added_at timestamptz not null
);

create table intake.report (
  id bigint generated always as identity primary key,
  number text not null unique,
  source text not null,
  category text,
  body text not null,
  lon double precision,
  lat double precision,
  area text,
  area_path text not null default '/',
  contact_name text,
  contact_phone text,
  photos bigint[] not null default '{}',
  reported_by text not null,
  reported_at timestamptz not null,
  attributes jsonb not null default '{}'
);
create index on intake.report (reported_at desc);
create index on intake.report (area_path text_pattern_ops);
create sequence intake.report_number;
