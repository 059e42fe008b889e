-- The area a finding is about, where its rule judges areas.
alter table detection.finding add column area text;

-- What rules in the shadow would have raised; nothing follows from it.
create table detection.shadow_finding (like detection.finding including all);
create index on detection.finding (rule, episode_start);
create index on detection.shadow_finding (rule, episode_start);
