-- What a closed case counts for whom. Areas keep the codes they had when the case was closed.
create table scoring.fact (
  city_case bigint not null,
  kind text not null,
  of text not null,
  name text not null,
  area_path text not null,
  closed_on date not null,
  on_time int not null,
  reworks int not null,
  offers int not null,
  accepted_in_time int not null,
  handle_minutes double precision not null,
  primary key (city_case, kind, of)
);
create index on scoring.fact (kind, closed_on);
create index on scoring.fact (kind, of);
