package org.yiwang.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yiwang.dayfiles.DayFiles;
import org.yiwang.dayfiles.Duck;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Engine;
import org.yiwang.engine.Finding;
import org.yiwang.engine.Level;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;

/**
 * Holds the database against the sender's log: every acknowledged reading must be there once, and
 * findings, warnings and cases must be those that an engine which never crashed makes of the log.
 */
final class Verdict {
  private record Datastream(int id, String device, String property, String unit, int subject) {}

  private final Connection database;
  private final Path history;
  private final List<TankLog> logs;
  private final Map<String, Datastream> datastreams = new HashMap<>();
  private final Catalog catalog = new Catalog();

  Verdict(Connection database, Path history, List<TankLog> logs) throws SQLException {
    this.database = database;
    this.history = history;
    this.logs = logs;
    loadCatalog();
  }

  private void loadCatalog() throws SQLException {
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                """
                select s.id, s.kind, s.code, s.area_path, s.lon, s.lat, t.id, d.code, t.property,
                       t.unit
                from registry.datastream t
                join registry.device d on d.id = t.device
                join registry.subject s on s.id = d.subject
                order by t.id
                """)) {
      var sources = new HashMap<Integer, Integer>();
      while (rows.next()) {
        int subject = rows.getInt(1);
        if (catalog.findSubject(subject) == null) {
          catalog.addSubject(
              subject,
              rows.getString(2),
              rows.getString(3),
              rows.getString(4),
              rows.getDouble(5),
              rows.getDouble(6));
        }
        var one =
            new Datastream(
                rows.getInt(7), rows.getString(8), rows.getString(9), rows.getString(10), subject);
        datastreams.put(one.device() + " " + one.property(), one);
        var source = sources.computeIfAbsent(subject, s -> sources.size());
        catalog.addSeries(one.id(), one.device(), one.property(), one.unit(), subject, source);
      }
    }
  }

  private Datastream datastream(TankLog log, int what) {
    var name =
        what == TankLog.METHANE
            ? Ground.sensor(log.tank) + " methane"
            : Ground.fan(log.tank) + " fan.command";
    var found = datastreams.get(name);
    if (found == null) {
      throw new IllegalStateException("not registered: " + name);
    }
    return found;
  }

  /** What is in the files in force, by datastream and time. */
  private Map<Integer, Map<Long, Double>> cold(Figures figures) throws SQLException {
    var files = new ArrayList<Path>();
    strings("select file from history.day order by day")
        .forEach(file -> files.add(history.resolve(file)));
    var cold = new HashMap<Integer, Map<Long, Double>>();
    var twice = new long[1];
    if (!files.isEmpty()) {
      try (var duck = Duck.open(history.resolve("work/verdict"), "512MB", 1)) {
        DayFiles.read(
            duck,
            files,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            null,
            (series, times, values, size) -> {
              for (int i = 0; i < size; i++) {
                var of = cold.computeIfAbsent(series[i], id -> new HashMap<>());
                twice[0] += of.put(times[i], values[i]) == null ? 0 : 1;
              }
            });
      }
      figures.put("readings twice in files", twice[0], "readings");
    }
    return cold;
  }

  /** Counts readings that are missing, there twice, or have another value. */
  void judgeReadings(Figures figures) throws SQLException {
    var cold = cold(figures);
    long both = 0;
    long lost = 0;
    long twice = 0;
    long wrong = 0;
    for (var log : logs) {
      for (int what : new int[] {TankLog.METHANE, TankLog.FAN}) {
        var inFiles = cold.getOrDefault(datastream(log, what).id(), Map.of());
        var stored = new HashMap<>(inFiles);
        try (var select =
            database.prepareStatement(
                "select time, value from intake.reading where datastream = ?")) {
          select.setInt(1, datastream(log, what).id());
          try (var rows = select.executeQuery()) {
            while (rows.next()) {
              long time = rows.getTimestamp(1).getTime();
              if (inFiles.containsKey(time)) {
                both++;
              } else if (stored.put(time, rows.getDouble(2)) != null) {
                twice++;
              }
            }
          }
        }
        for (int i = 0; i < log.size(); i++) {
          var said = log.get(i);
          if (said.what() != what) {
            continue;
          }
          var value = stored.get(said.timeMillis());
          if (value == null) {
            lost++;
          } else if (value != said.value()) {
            wrong++;
          }
        }
      }
    }
    if (!cold.isEmpty()) {
      long inFiles = cold.values().stream().mapToLong(Map::size).sum();
      figures.put("readings in files", inFiles, "readings");
      figures.put("readings both in a file and in PostgreSQL", both, "readings");
    }
    figures.put("acknowledged readings lost", lost, "readings");
    figures.put("readings stored twice", twice, "readings");
    figures.put("readings with another value", wrong, "readings");
  }

  /** What an engine that never crashed makes of the acknowledged readings. */
  List<Finding> expected(Path rules) throws IOException {
    var ruleSet = RuleSet.parse(List.of(new RuleSource(rules.toString(), Files.readString(rules))));
    var engine = new Engine(ruleSet, catalog);
    var findings = new ArrayList<Finding>();
    var block = new ReadingBlock(1000);
    for (var log : logs) {
      for (int i = 0; i < log.size(); i++) {
        var said = log.get(i);
        block.add(datastream(log, said.what()).id(), said.timeMillis(), said.value());
        if (block.size() == 1000 || i == log.size() - 1) {
          engine.accept(block, findings::add);
          block.clear();
        }
      }
    }
    return findings;
  }

  /** Whether the database has as many findings and cases as expected: all has come through. */
  boolean isComplete(List<Finding> expected) throws SQLException {
    return count("select count(*) from detection.finding") >= expected.size()
        && count("select count(*) from cases.city_case") >= severe(expected).size()
        && count("select count(*) from platform.event_publication where completion_date is null")
            == 0;
  }

  /** Compares findings, warnings and cases. */
  void judgeFindings(List<Finding> expected, Figures figures) throws SQLException {
    var wanted = new HashSet<String>();
    expected.forEach(
        f -> wanted.add(f.key() + " " + f.kind() + " " + f.level() + " " + f.timeMillis()));
    var stored = new HashSet<String>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("select key, kind, level, time from detection.finding")) {
      while (rows.next()) {
        stored.add(
            rows.getString(1)
                + " "
                + rows.getString(2)
                + " "
                + rows.getString(3)
                + " "
                + rows.getTimestamp(4).getTime());
      }
    }
    figures.put("findings expected", wanted.size(), "findings");
    figures.put("findings lost", missing(wanted, stored), "findings");
    figures.put("findings invented", missing(stored, wanted), "findings");

    var episodes = new HashSet<String>();
    expected.forEach(f -> episodes.add(f.key()));
    var warned = strings("select distinct episode from warning.warning");
    figures.put("warnings expected", episodes.size(), "warnings");
    figures.put("warnings lost", missing(episodes, warned), "warnings");
    figures.put(
        "duplicate warnings",
        count("select count(*) - count(distinct episode) from warning.warning"),
        "warnings");

    var severe = severe(expected);
    var filed =
        strings(
            """
            select distinct w.episode from cases.city_case c
            join warning.warning w on w.id = c.warning
            """);
    figures.put("cases expected", severe.size(), "cases");
    figures.put("cases lost", missing(severe, filed), "cases");
    figures.put(
        "duplicate cases",
        count("select count(*) - count(distinct warning) from cases.city_case"),
        "cases");
  }

  /** Episodes that reached the level for which the plan files a case. */
  private static Set<String> severe(List<Finding> findings) {
    var keys = new HashSet<String>();
    for (var finding : findings) {
      if (finding.level() == Level.II) {
        keys.add(finding.key());
      }
    }
    return keys;
  }

  private static long missing(Set<String> wanted, Set<String> there) {
    return wanted.stream().filter(one -> !there.contains(one)).count();
  }

  private Set<String> strings(String query) throws SQLException {
    var result = new HashSet<String>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        result.add(rows.getString(1));
      }
    }
    return result;
  }

  private long count(String query) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
