package org.yiwang.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The moves of closed days into files, watched from outside: a half-written file tells that one has
 * begun, and what lies about in the folder at the end, whether any was left in the middle.
 */
final class DayMoves {
  private static final Duration NEXT_WITHIN = Duration.ofSeconds(40);
  private static final Duration ENDED_WITHIN = Duration.ofMinutes(3);

  /**
   * A move of such a small day takes about so long; the kill comes anywhere in it or soon after.
   */
  private static final int MOVE_MILLIS = 250;

  private final Path folder;
  private int inMove;
  private int halves;

  DayMoves(Path folder) {
    this.folder = folder;
  }

  /** Returns at a random moment of the next move; at any moment where none comes in time. */
  void await(Random random) throws InterruptedException {
    long end = System.nanoTime() + NEXT_WITHIN.toNanos();
    while (files(".part").isEmpty()) {
      if (System.nanoTime() > end) {
        return;
      }
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(MOVE_MILLIS));
    inMove++;
  }

  /** To be told when the kill has been done. */
  void killed() {
    if (!files(".part").isEmpty()) {
      halves++;
    }
  }

  /** Waits until all closed days are away, and compares the folder with the table. */
  void finish(Installation server, Figures figures)
      throws IOException, SQLException, InterruptedException {
    var rows = new HashMap<Path, String>();
    long moved;
    try (var database = server.database();
        var statement = database.createStatement()) {
      long end = System.nanoTime() + ENDED_WITHIN.toNanos();
      do {
        Thread.sleep(1_000);
        try (var left =
            statement.executeQuery(
                """
                select (select count(*) from intake.reading where time < now() - interval '3 days')
                  + (select count(*) from history.gone)
                """)) {
          left.next();
          moved = left.getLong(1);
        }
      } while (moved > 0 && System.nanoTime() < end);
      try (var days = statement.executeQuery("select file, sha256 from history.day")) {
        while (days.next()) {
          rows.put(folder.resolve(days.getString(1)), days.getString(2));
        }
      }
    }
    int damaged = 0;
    for (var row : rows.entrySet()) {
      if (!Files.exists(row.getKey()) || !sha256(row.getKey()).equals(row.getValue())) {
        damaged++;
      }
    }
    var leftOver = new HashSet<>(files(".parquet"));
    leftOver.removeAll(rows.keySet());
    leftOver.addAll(files(".part"));
    leftOver.forEach(file -> System.out.println("left over: " + file));
    figures.put("kills aimed at a move", inMove, "kills");
    figures.put("kills that left a half-written file", halves, "kills");
    figures.put("days in files", rows.size(), "days");
    figures.put("readings of closed days left in PostgreSQL", moved, "readings");
    figures.put("files damaged or missing", damaged, "files");
    figures.put("files left over", leftOver.size(), "files");
  }

  private Set<Path> files(String ending) {
    var found = new HashSet<Path>();
    try {
      for (var year : list(folder)) {
        if (Files.isDirectory(year) && !year.endsWith("work")) {
          list(year).stream().filter(one -> one.toString().endsWith(ending)).forEach(found::add);
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
