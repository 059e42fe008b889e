create table registry.subject_kind (
  code text primary key,
  name jsonb not null,
  schema jsonb not null,
  track text not null
);

create table registry.subject (
  id bigint generated always as identity primary key,
  code text not null unique,
  kind text not null,
  name text not null,
  lon double precision not null,
  lat double precision not null,
  area text not null,
  area_path text not null,
  attributes jsonb not null default '{}'
);
create index on registry.subject (area_path text_pattern_ops);

create table registry.device (
  id bigint generated always as identity primary key,
  code text not null unique,
  kind text not null,
  name text not null,
  subject bigint not null references registry.subject,
  lon double precision not null,
  lat double precision not null
);
create index on registry.device (subject);

-- Dense numbers: the engine and the readings know a datastream by its place in an array.
create table registry.datastream (
  id int generated always as identity primary key,
  device bigint not null references registry.device,
  property text not null,
  unit text not null,
  life_safety boolean not null default false,
  unique (device, property)
);
