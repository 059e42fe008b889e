-- A finding no warning could be made of, kept with the reason: detection goes on with the next.
create table detection.unused (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  key text not null,
  kind text not null,
  rule text not null,
  subject bigint not null,
  level text,
  time timestamptz not null,
  reason text not null
);
