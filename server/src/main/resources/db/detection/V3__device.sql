-- The device a finding is about, where its rule judges devices.
alter table detection.finding add column device text;
