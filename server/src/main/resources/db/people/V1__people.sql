create table people.post (
  code text primary key,
  zh text not null,
  en text not null
);

create table people.skill (
  code text primary key,
  zh text not null,
  en text not null
);

-- A shift that does not end after it starts ends on the next day.
create table people.shift (
  code text primary key,
  zh text not null,
  en text not null,
  starts time not null,
  ends time not null
);

create table people.unit (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  en text,
  kind text not null,
  parent text references people.unit (code) deferrable initially deferred,
  area text not null
);

create table people.person (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  login text unique,
  unit text not null references people.unit (code),
  posts text[] not null,
  skills text[] not null,
  phone text not null,
  grids text[] not null
);

-- A repeating duty: on the days "on_days" of every "every" days, counted from valid_from.
create table people.roster (
  person bigint not null references people.person,
  post text not null references people.post,
  shift text not null,
  area text not null,
  valid_from date not null,
  valid_to date,
  every int not null check (every between 1 and 366),
  on_days int[] not null,
  primary key (person, post, shift, valid_from)
);

-- What a person said of their own duty, stronger than the roster while it lasts.
create table people.duty_override (
  person bigint not null references people.person,
  since timestamptz not null,
  until timestamptz not null,
  on_duty boolean not null,
  primary key (person, since)
);

create table people.position (
  person bigint primary key references people.person,
  at timestamptz not null,
  lon double precision not null,
  lat double precision not null
);

create table people.position_history (
  person bigint not null,
  at timestamptz not null,
  lon double precision not null,
  lat double precision not null
);
create index on people.position_history using brin (at);
create index on people.position_history (person, at);

-- Counts changes, so that every server notices those of another process.
create table people.revision (
  only_row boolean primary key default true check (only_row),
  number bigint not null
);
insert into people.revision (number) values (0);
