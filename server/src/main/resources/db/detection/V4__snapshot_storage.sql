-- Numbers hardly shrink: to try costs more than to write them.
alter table detection.snapshot alter column state set storage external;
