-- Devices whose clocks are ahead: one open episode a device.
create table detection.device_clock (
  device text primary key,
  datastream int not null,
  key text not null,
  began_at timestamptz not null
);
