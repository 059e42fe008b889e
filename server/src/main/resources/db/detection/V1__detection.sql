-- A finding's key follows from rule, subject and start of the episode: a replay makes the same one.
create table detection.finding (
  id bigint generated always as identity primary key,
  key text not null,
  kind text not null,
  rule text not null,
  rule_version int not null,
  subject bigint not null,
  level text,
  episode_start timestamptz not null,
  time timestamptz not null,
  trace jsonb not null,
  unique nulls not distinct (key, kind, level, time)
);
create index on detection.finding (subject, time desc);

-- The engine's state with the last sequence number it has seen; the rest is replayed at the start.
create table detection.snapshot (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  rules text not null,
  state bytea not null,
  taken_at timestamptz not null
);
