-- By which version of the baselines was judged up to the snapshot: what is replayed after it is
-- judged by the same. 0 is before the first.
alter table detection.snapshot add column baseline int not null default 0;
