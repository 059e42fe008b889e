-- Which case a report became and where that stands, as the cases tell it, so that a list of reports
-- can ask for it without looking into their tables.
alter table intake.report
  add column case_id bigint,
  add column state text not null default 'filed',
  add column open boolean not null default true;
create index on intake.report (state, id desc);
create index on intake.report (id desc) where open;
