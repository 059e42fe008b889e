-- The steps of the nesting, outermost first. A city may have others.
create table territory.level (
  code text primary key,
  rank int not null unique,
  zh text not null,
  en text not null,
  locality boolean not null -- named before the grid to say where something is
);
insert into territory.level (code, rank, zh, en, locality) values
  ('city', 0, '市', 'City', false),
  ('district', 1, '区县', 'District', false),
  ('street', 2, '街镇', 'Street or town', true),
  ('community', 3, '社区(村)', 'Community or village', false),
  ('grid', 4, '网格', 'Grid', false);

-- One row for one name, parent and outline of an area, in force from valid_from until the day
-- before valid_to.
create table territory.area (
  code text not null,
  name text not null,
  en text,
  level text not null references territory.level,
  parent text,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  outline bytea not null, -- well-known binary, WGS-84
  primary key (code, valid_from)
);

-- Where the land of an area went that ended on that day: one row a successor.
create table territory.successor (
  code text not null,
  day date not null,
  successor text not null,
  primary key (code, day, successor)
);

-- Counts changes, so that every server notices those of another process.
create table territory.revision (
  only_row boolean primary key default true check (only_row),
  number bigint not null
);
insert into territory.revision (number) values (0);
