package org.yiwang.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A made-up ground to measure on: one area of each level, septic tanks side by side in its one
 * grid, each with a sensor {@code S-00001} … of three properties and a fan.
 */
final class Ground {
  static final List<String> PROPERTIES = List.of("methane", "bench.temperature", "bench.level");
  private static final double WEST = 106.5;
  private static final double SOUTH = 29.5;

  private Ground() {}

  /** Writes the files that {@code ./yiwang import district} reads. */
  static void write(Path folder, int tanks) throws IOException {
    Files.createDirectories(folder);
    write(
        folder,
        "properties.csv",
        List.of(
            "code,name,en,life-safety",
            "methane,甲烷浓度,Methane,no",
            "bench.temperature,温度,Temperature,no",
            "bench.level,液位,Level,no",
            "fan.command,风机指令,Fan command,no",
            "fan.running,风机状态,Fan running,no"));
    var levels = List.of("city", "district", "street", "community", "grid");
    var areas = new ArrayList<>(List.of("code,name,en,level,parent,from,to"));
    var shapes = new ArrayList<String>();
    var code = "";
    for (int i = 0; i < levels.size(); i++) {
      var parent = code;
      code = "90" + "01".repeat(i + 1);
      areas.add("%s,量%d,Bench %d,%s,%s,2020-01-01,".formatted(code, i, i, levels.get(i), parent));
      shapes.add(square(code));
    }
    write(folder, "areas.csv", areas);
    write(
        folder,
        "areas.geojson",
        List.of(
            "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", shapes) + "]}"));
    var subjects = new ArrayList<>(List.of("code,kind,name,lon,lat,attributes"));
    var devices = new ArrayList<>(List.of("code,name,kind,subject,datastreams"));
    for (int i = 0; i < tanks; i++) {
      subjects.add(
          String.format(
              Locale.ROOT,
              "%s,septic-tank,%s,%.6f,%.6f,",
              tank(i),
              tank(i),
              WEST + 0.01 + 0.0001 * (i % 100),
              SOUTH + 0.01 + 0.0001 * (i / 100)));
      devices.add(
          "%s,%s,gas-sensor,%s,methane=%%LEL;bench.temperature=Cel;bench.level=m"
              .formatted(sensor(i), sensor(i), tank(i)));
      devices.add("%s,%s,fan,%s,fan.command=1;fan.running=1".formatted(fan(i), fan(i), tank(i)));
    }
    write(folder, "subjects.csv", subjects);
    write(folder, "devices.csv", devices);
  }

  static String tank(int i) {
    return "T-%05d".formatted(i);
  }

  static String sensor(int i) {
    return "S-%05d".formatted(i);
  }

  static String fan(int i) {
    return "F-%05d".formatted(i);
  }

  private static String square(String code) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"%s\"},\"geometry\":{\"type\":\"Polygon\","
            + "\"coordinates\":[[[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f]]]}}",
        code,
        WEST,
        SOUTH,
        WEST + 0.1,
        SOUTH,
        WEST + 0.1,
        SOUTH + 0.1,
        WEST,
        SOUTH + 0.1,
        WEST,
        SOUTH);
  }

  private static void write(Path folder, String name, List<String> lines) throws IOException {
    Files.write(folder.resolve(name), lines);
  }
}
