create table cases.city_case (
  id bigint generated always as identity primary key,
  number text not null unique,
  -- What gave rise to it: a plan's activation, a report. Opened once for each.
  origin text not null unique,
  type text not null,
  type_version int not null,
  title jsonb not null,
  level text not null,
  state text not null,
  suspended_from text,
  source text not null,
  subject bigint,
  warning bigint,
  report bigint,
  body text not null default '',
  -- The area in force when it was filed stays; the area that answers for it now may move on.
  filed_area text not null,
  area text not null,
  area_path text not null,
  place text not null,
  lon double precision not null,
  lat double precision not null,
  opened_at timestamptz not null,
  due_at timestamptz,
  suspended_at timestamptz,
  closed_at timestamptz,
  centre bigint,
  unit bigint,
  person bigint,
  automatic boolean not null,
  supervised boolean not null default false,
  overdue boolean not null default false,
  reworks int not null default 0,
  version int not null default 1
);
create index on cases.city_case (area_path text_pattern_ops, state);
create index on cases.city_case (opened_at desc);
create index on cases.city_case (warning);
create sequence cases.case_number;

create table cases.entry (
  id bigint generated always as identity primary key,
  city_case bigint not null references cases.city_case,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor bigint not null,
  actor_name text not null,
  note text,
  photos bigint[] not null default '{}',
  data jsonb not null default '{}'
);
create index on cases.entry (city_case, id);

create function cases.timeline_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the timeline is append-only';
end $$;
create trigger timeline_is_append_only before update or delete on cases.entry
  for each statement execute function cases.timeline_is_append_only();
