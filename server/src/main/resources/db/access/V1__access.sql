create table access.account (
  id bigint generated always as identity primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  password text not null,
  person bigint,
  disabled boolean not null default false,
  failures int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null
);

-- A role held in an area and all below it; a null area is the whole installation.
create table access.held_role (
  account bigint not null references access.account,
  role text not null,
  area text,
  category text,
  unique nulls not distinct (account, role, area, category)
);

-- Only hashes of tokens are kept: who reads this table can't use them.
create table access.session (
  token_hash bytea primary key,
  account bigint not null references access.account,
  csrf text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table access.token (
  id bigint generated always as identity primary key,
  name text not null,
  token_hash bytea not null unique,
  role text not null,
  area text,
  category text,
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- Append-only; every row's hash covers its content and the hash before it.
create table access.audit (
  id bigint primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor bigint not null,
  actor_name text not null,
  action text not null,
  object text not null,
  detail text not null,
  hash bytea not null
);

-- The last link of the chain: its row is the lock under which the next one is made.
create table access.audit_head (
  only_row boolean primary key default true check (only_row),
  id bigint not null,
  hash bytea not null
);
insert into access.audit_head (id, hash) values (0, '\x');

create function access.audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;
create trigger audit_is_append_only before update or delete or truncate on access.audit
  for each statement execute function access.audit_is_append_only();
