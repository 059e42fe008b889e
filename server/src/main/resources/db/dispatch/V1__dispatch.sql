create table dispatch.task (
  id bigint generated always as identity primary key,
  city_case bigint not null,
  offer int not null,
  state text not null,
  centre bigint,
  unit bigint,
  person bigint not null,
  reason jsonb not null,
  assigned_at timestamptz not null,
  accept_by timestamptz not null,
  arrive_by timestamptz,
  due_at timestamptz,
  accepted_at timestamptz,
  arrived_at timestamptz,
  handed_in_at timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  unique (city_case, offer)
);
create index on dispatch.task (person, state);
