create table outbox.delivery (
  id uuid primary key,
  channel text not null,
  target text not null,
  payload text not null,
  state text not null default 'waiting',
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  give_up_at timestamptz not null,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  last_error text
);
create index on outbox.delivery (next_at) where state = 'waiting';

create table outbox.notice (
  id bigint generated always as identity primary key,
  key text not null unique,
  post text not null,
  area_path text not null,
  text jsonb not null,
  link text not null,
  at timestamptz not null
);
