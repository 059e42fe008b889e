create table warning.warning (
  id bigint generated always as identity primary key,
  rule text not null,
  rule_name jsonb not null,
  subject bigint not null,
  subject_code text not null,
  subject_name text not null,
  subject_kind text not null,
  area text not null,
  area_path text not null,
  lon double precision not null,
  lat double precision not null,
  level text not null,
  judged_level text not null,
  raised_to text,
  state text not null,
  episode text not null,
  raised_at timestamptz not null,
  changed_at timestamptz not null,
  cleared_at timestamptz
);
-- One open warning for a rule and a subject.
create unique index on warning.warning (rule, subject) where state = 'open';
create index on warning.warning (area_path text_pattern_ops);
create index on warning.warning (raised_at desc);

create table warning.change (
  id bigint generated always as identity primary key,
  warning bigint not null references warning.warning,
  at timestamptz not null,
  change text not null,
  level text not null,
  finding bigint,
  reason jsonb
);
create index on warning.change (warning);
