-- Who has seen which notice: a person or a machine, by number.
create table outbox.notice_read (
  notice bigint not null references outbox.notice on delete cascade,
  reader_kind text not null,
  reader bigint not null,
  at timestamptz not null default now(),
  primary key (notice, reader_kind, reader)
);
create index on outbox.notice (post, id desc);
