-- By which rules and baselines was judged from which reading on. What is judged anew after a
-- snapshot was lost, and what is explained of the past, is judged as it was then.
create table detection.course (
  id bigint generated always as identity primary key,
  after_seq bigint not null,
  at timestamptz not null,
  rules text not null,
  baseline int not null
);
insert into detection.course (after_seq, at, rules, baseline)
select seq, taken_at, rules, baseline from detection.snapshot;

-- To tell a damaged snapshot from a whole one; null for those taken before.
alter table detection.snapshot add column crc bigint;

-- When the state had to be made again from the readings, why, and how far back they were read.
create table detection.judged_anew (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  reason text not null,
  wanted_from timestamptz not null,
  reached_from timestamptz,
  readings bigint not null
);
