-- Calendars and zones as the tracks had them, each time they changed: the past is judged by what
-- was in force then. Areas and baselines have versions of their own.
create table setting.kept (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  calendars text not null,
  zones text not null
);
