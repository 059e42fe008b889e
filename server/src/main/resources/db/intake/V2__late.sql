-- Readings that came too late to be judged: stored like all others, and marked here.
create table intake.late (
  datastream int not null,
  time timestamptz not null,
  value double precision not null,
  came_at timestamptz not null,
  primary key (datastream, time)
);
create index on intake.late (came_at desc);
