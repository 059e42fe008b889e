-- The state in parts of some hundred kilobytes: in one piece, tens of megabytes under load, it held
-- every other commit up for a second. Written part by part in one transaction, so it is whole.
create table detection.snapshot_part (
  part int primary key,
  bytes bytea not null
);
alter table detection.snapshot_part alter column bytes set storage external;
insert into detection.snapshot_part (part, bytes) select 0, state from detection.snapshot;
alter table detection.snapshot drop column state;
