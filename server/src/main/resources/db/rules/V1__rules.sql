-- Every text a rule ever had. A version is never changed; a correction is the next version.
create table rules.version (
  rule text not null,
  version int not null,
  text text not null,
  track text,
  note text not null,
  author text not null,
  made_at timestamptz not null,
  primary key (rule, version)
);

-- What of each rule is in force: armed raises warnings, shadow only notes what it would raise.
-- A change that waits for a second person names its version; 0 asks for the rule to be disarmed.
create table rules.standing (
  rule text primary key,
  track text,
  armed int,
  armed_by_track boolean not null default false,
  shadow int,
  shadow_since timestamptz,
  waiting int,
  waiting_by_kind text,
  waiting_by bigint,
  waiting_name text,
  last_change bigint not null default 0,
  foreign key (rule, armed) references rules.version,
  foreign key (rule, shadow) references rules.version
);

create table rules.change (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  rule text not null,
  what text not null,
  version int,
  who text not null,
  reason text not null
);
create index on rules.change (rule, id);
