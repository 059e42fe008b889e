-- What is usual of datastreams in each hour of the week, learnt from the weeks before a day. A
-- version is kept whole; detection's snapshots name the one they were taken with.
create table setting.baseline_version (
  version int generated always as identity primary key,
  from_day date not null,
  until_day date not null,
  zone text not null,
  least int not null,
  made_at timestamptz not null,
  datastreams int not null
);

create table setting.baseline (
  version int not null references setting.baseline_version on delete cascade,
  datastream int not null,
  median float8[] not null,
  spread float8[] not null,
  primary key (version, datastream)
);
