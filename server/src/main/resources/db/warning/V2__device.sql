-- The device a warning is about, where it is about a device of the subject and not the subject.
alter table warning.warning add column device text;
drop index warning.warning_rule_subject_idx;
create unique index warning_open on warning.warning (rule, subject, coalesce(device, ''))
  where state = 'open';
