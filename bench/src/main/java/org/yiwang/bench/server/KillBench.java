package org.yiwang.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Kills the server ({@code kill -9}) at random moments under load, in turn at random the program,
 * its PostgreSQL, or both, and holds what is stored at the end against the sender's own log.
 *
 * <pre>{@code KillBench [--rounds N] [--rate N] [--seed N] [--days] [--data DIR] [--json FILE]}
 * </pre>
 *
 * <p>With {@code --days} closed days are put away into files all the while, and each kill waits for
 * a day that is just being moved.
 *
 * <p>After a kill of PostgreSQL alone nobody helps: the program has to bring it back by itself.
 */
public final class KillBench {
  private static final int TANKS = 160;

  /** So few that a day of theirs is over every few seconds. */
  private static final int TANKS_BY_DAYS = 24;

  private static final String DAYS_SETTINGS = "  history: {hot-days: 2, every: 500ms}\n";
  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(5);

  private KillBench() {}

  public static void main(String[] args) throws Exception {
    var options = Arrays.asList(args);
    int rounds = Figures.option(options, "--rounds", 50);
    int rate = Figures.option(options, "--rate", 2000);
    long seed = Figures.option(options, "--seed", (int) (System.nanoTime() & 0xffff));
    var folder = Figures.option(options, "--data");
    var data = Path.of(folder == null ? "bench/target/kill" : folder);
    var figures = new Figures();
    System.out.println("seed " + seed);
    boolean isByDays = options.contains("--days");
    var server =
        isByDays
            ? Installation.make(data, TANKS_BY_DAYS, DAYS_SETTINGS)
            : Installation.make(data, TANKS);
    try {
      run(server, rounds, rate, new Random(seed), isByDays, figures);
    } finally {
      server.close();
    }
    figures.print(options);
    var mustBeNone =
        List.of(
            "acknowledged readings lost",
            "readings stored twice",
            "readings with another value",
            "readings twice in files",
            "readings both in a file and in PostgreSQL",
            "files damaged or missing",
            "files left over",
            "findings lost",
            "findings invented",
            "warnings lost",
            "duplicate warnings",
            "cases lost",
            "duplicate cases");
    System.exit(mustBeNone.stream().noneMatch(name -> figures.get(name) > 0) ? 0 : 1);
  }

  private static void run(
      Installation server, int rounds, int rate, Random random, boolean isByDays, Figures figures)
      throws Exception {
    server.start();
    var token = server.token("integrator");
    var begin = begin(isByDays).toEpochMilli() / 60_000 * 60_000;
    var load = new KillLoad(server, token, isByDays ? TANKS_BY_DAYS : TANKS, begin, rate);
    load.start();
    var moves = new DayMoves(server.history());
    var kills = new int[3];
    double slowest = 0;
    for (int round = 1; round <= rounds; round++) {
      Thread.sleep(1_000 + random.nextInt(3_000));
      if (isByDays) {
        moves.await(random);
      }
      int what = random.nextInt(3);
      kills[what]++;
      double seconds = kill(server, what, load, moves);
      slowest = Math.max(slowest, seconds);
      System.out.printf(
          "round %d: killed %s, back after %.1f s, %,d readings acknowledged%n",
          round,
          List.of("the program", "PostgreSQL", "both").get(what),
          seconds,
          load.acknowledged());
    }
    load.finish();
    figures.put("rounds", rounds, "kills");
    figures.put("kills of the program", kills[0], "kills");
    figures.put("kills of PostgreSQL", kills[1], "kills");
    figures.put("kills of both", kills[2], "kills");
    figures.put("longest time to the next acknowledgement", slowest, "s");
    figures.put("messages sent again", load.repeated(), "messages");
    figures.put("acknowledged readings", load.acknowledged(), "readings");
    if (isByDays) {
      moves.finish(server, figures);
    }
    judge(server, load, figures);
  }

  /** Days of their own have partitions in this month and the last; older ones share the month's. */
  private static Instant begin(boolean isByDays) {
    var today = LocalDate.now(ZoneOffset.UTC);
    return isByDays
        ? today
            .withDayOfMonth(1)
            .minusMonths(1)
            .plusDays(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
        : Instant.now().minus(Duration.ofDays(60));
  }

  /** Kills, and waits until readings are acknowledged again. */
  private static double kill(Installation server, int what, KillLoad load, DayMoves moves)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    switch (what) {
      case 0 -> server.kill();
      case 1 -> server.killPostgres();
      default -> {
        server.killPostgres();
        server.kill();
      }
    }
    moves.killed();
    if (what != 1) {
      server.start();
    }
    long before = load.acknowledged();
    while (load.acknowledged() < before + 100) {
      Thread.sleep(20);
      if (System.nanoTime() - begin > BACK_WITHIN.toNanos()) {
        throw new IllegalStateException("the server did not come back");
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void judge(Installation server, KillLoad load, Figures figures)
      throws IOException, SQLException, InterruptedException {
    try (var database = server.database()) {
      var verdict = new Verdict(database, server.history(), load.logs());
      verdict.judgeReadings(figures);
      var home = Path.of(System.getProperty("yiwang.home", "."));
      var expected = verdict.expected(home.resolve("tracks/septic-tank/rules.yaml"));
      long end = System.nanoTime() + DRAINED_WITHIN.toNanos();
      while (!verdict.isComplete(expected) && System.nanoTime() < end) {
        Thread.sleep(500);
      }
      verdict.judgeFindings(expected, figures);
    }
  }
}
