-- Which version of a track came when; the newest row of a track is the one in force.
create table tracks.installed (
  track text not null,
  version int not null,
  fingerprint text not null,
  installed_at timestamptz not null,
  primary key (track, version, fingerprint)
);
