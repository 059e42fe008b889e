-- Path of the area a warning is about, where its rule judges areas; the subject is then the one
-- that tipped the scales.
alter table warning.warning add column about_area text;
