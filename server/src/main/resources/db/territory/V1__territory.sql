create table territory.area (
  code text not null,
  name text not null,
  level text not null,
  parent text,
  path text not null,
  valid_from date not null,
  valid_to date,
  primary key (code, valid_from)
);
