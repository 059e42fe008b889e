-- The days whose readings are in a file. A reading is in a partition of intake.reading or in the
-- file of its day, never in both: the row here and the end of the partition are one commit.
create table history.day (
  day date primary key,
  version int not null,
  file text not null,
  rows bigint not null,
  checksum bigint not null,
  bytes bigint not null,
  sha256 text not null,
  first_time timestamptz not null,
  last_time timestamptz not null,
  written_at timestamptz not null
);
create index on history.day (first_time);

-- Files that are no longer in force and may still be open in a reader.
create table history.gone (
  file text primary key,
  at timestamptz not null
);
