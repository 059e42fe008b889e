-- Rules tried on the past, with what came of them: an address stays good after a restart.
create table detection.trial (
  id bigint generated always as identity primary key,
  by_kind text not null,
  by_id bigint not null,
  by_name text not null,
  rule text not null,
  text text not null,
  compare_with int,
  from_time timestamptz not null,
  to_time timestamptz not null,
  state text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  result jsonb
);
create index on detection.trial (ended_at);
