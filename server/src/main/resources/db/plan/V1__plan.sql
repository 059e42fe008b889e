create table plan.activation (
  id bigint generated always as identity primary key,
  plan text not null,
  version int not null,
  warning bigint not null,
  activated_at timestamptz not null,
  -- A plan answers a warning once, however often an event is delivered.
  unique (plan, warning)
);
create index on plan.activation (warning);

create table plan.step (
  activation bigint not null references plan.activation,
  place int not null,
  step text not null,
  kind text not null,
  label jsonb not null,
  state text not null,
  at timestamptz,
  detail jsonb not null default '{}',
  primary key (activation, place)
);

create table plan.command (
  id uuid primary key,
  activation bigint not null,
  place int not null,
  device text not null,
  property text not null,
  value double precision not null,
  state text not null,
  sent_at timestamptz not null,
  answer_by timestamptz not null,
  answered_at timestamptz,
  answer text
);
