-- What devices observe, as the screens show it. Datastreams made without a word of their own take
-- over whether lives depend on the property.
create table registry.property (
  code text primary key,
  zh text not null,
  en text not null,
  life_safety boolean not null
);

create index on registry.subject (kind);

-- Counts changes, so that every server notices those of another process.
create table registry.revision (
  only_row boolean primary key default true check (only_row),
  number bigint not null
);
insert into registry.revision (number) values (0);
