-- What a phone has sent: sent again after a lost answer, it is known by its key.
create table handling.done (
  key text primary key,
  task bigint not null,
  action text not null,
  at timestamptz not null
);

create table handling.result (
  task bigint not null,
  attempt int not null,
  answers jsonb not null,
  note text,
  photos bigint[] not null,
  handed_in_at timestamptz not null,
  verdict text,
  verified_by bigint,
  verified_at timestamptz,
  verdict_note text,
  primary key (task, attempt)
);
