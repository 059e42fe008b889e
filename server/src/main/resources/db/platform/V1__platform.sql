-- What was applied last: see Migrations.
create table platform.migrated (
  fingerprint text not null
);

-- The state of the demo's clock, so that a restarted demo goes on where it stopped.
create table platform.demo_clock (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null
);
