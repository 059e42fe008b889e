package org.yiwang.support;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.registry.Datastreams;

/** A septic tank with a methane sensor and a fan, put into the registry of a test. */
public record Tank(String code, String sensor, String fan) {

  /** One reading of the methane sensor, in %LEL, as the door takes it. */
  public Map<String, Object> methane(Instant at, double value) {
    return methane(sensor, at, value);
  }

  /** The same of a sensor that came with a district. */
  public static Map<String, Object> methane(String sensor, Instant at, double value) {
    return Map.of("device", sensor, "property", "methane", "time", at.toString(), "value", value);
  }

  /** The sensor sends a value of now, in %LEL, and it is taken in. */
  public void sends(TestServer server, double value) {
    server.takes(List.of(methane(server.clock().instant(), value)));
  }

  /** Registers a tank at a place; the path is that of its grid. */
  public static Tank register(
      TestServer server, String code, String areaPath, double lon, double lat) {
    var sql = server.bean(JdbcClient.class);
    var area = areaPath.substring(areaPath.lastIndexOf('/', areaPath.length() - 2) + 1);
    long subject =
        sql.sql(
                """
                insert into registry.subject (code, kind, name, lon, lat, area, area_path)
                values (:code, 'septic-tank', :code, :lon, :lat, :area, :path) returning id
                """)
            .param("code", code)
            .param("lon", lon)
            .param("lat", lat)
            .param("area", area.replace("/", ""))
            .param("path", areaPath)
            .query(Long.class)
            .single();
    var tank = new Tank(code, code + "-gas", code + "-fan");
    device(sql, tank.sensor(), "gas-sensor", subject, lon, lat, "methane", "%LEL", true);
    device(sql, tank.fan(), "fan", subject, lon, lat, "fan.command", "1", false);
    sql.sql(
            """
            insert into registry.datastream (device, property, unit)
            select id, 'fan.running', '1' from registry.device where code = ?
            """)
        .param(tank.fan())
        .update();
    server.bean(Datastreams.class).reload();
    return tank;
  }

  private static void device(
      JdbcClient sql,
      String code,
      String kind,
      long subject,
      double lon,
      double lat,
      String property,
      String unit,
      boolean isLifeSafety) {
    long device =
        sql.sql(
                """
                insert into registry.device (code, kind, name, subject, lon, lat)
                values (:code, :kind, :code, :subject, :lon, :lat) returning id
                """)
            .param("code", code)
            .param("kind", kind)
            .param("subject", subject)
            .param("lon", lon)
            .param("lat", lat)
            .query(Long.class)
            .single();
    sql.sql(
            """
            insert into registry.datastream (device, property, unit, life_safety)
            values (:device, :property, :unit, :safety)
            """)
        .param("device", device)
        .param("property", property)
        .param("unit", unit)
        .param("safety", isLifeSafety)
        .update();
  }
}
