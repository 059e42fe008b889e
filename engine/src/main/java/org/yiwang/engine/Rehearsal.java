package org.yiwang.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Judges made-up readings by the rules of an installation before its first real one comes, so that
 * the JVM has compiled by then what these rules need. An engine that is new in its process takes
 * four times its time over its first millions of readings otherwise: what one reading in a hundred
 * needs is run too seldom to be compiled early.
 *
 * <p>It plays on a scratch engine with a sample of the subjects; what is found there is thrown
 * away. Its readings are quiet ones, excursions from one reading to more than an hour, subjects
 * that fall silent, and some that come late or twice. The stream is the same each time.
 *
 * <pre>{@code
 * long end = System.nanoTime() + Rehearsal.USUAL.toNanos();
 * new Rehearsal(rules, catalog, setting).play(() -> System.nanoTime() < end);
 * }</pre>
 */
public final class Rehearsal {
  /**
   * How long to play where nothing speaks for another time. After half a second the compilers still
   * had as much before them as behind them; after two they have next to nothing left.
   */
  public static final Duration USUAL = Duration.ofSeconds(2);

  /**
   * So many that things happen as seldom between readings as they do in life: the compiler lays
   * code out by how often it saw each way taken.
   */
  private static final int MOST_SUBJECTS = 4_000;

  private static final int BLOCK = 1_024;
  private static final long START = 1_700_000_000_000L;

  /** Each series is measured about once a minute and arrives within three seconds. */
  private static final int RHYTHM = 57_000;

  private static final int DISORDER = 3_000;

  /**
   * One reading of so many starts an excursion: ten times as many as in life, since time is short.
   */
  private static final int CALM = 100;

  /** One subject of so many falls silent with each round. */
  private static final int TALKATIVE = 1_000;

  /** One reading of so many comes half a minute late, one comes twice. */
  private static final int ORDERLY = 50_000;

  private final Engine engine;
  private final int[][] subjects;
  private final Random random = new Random(7);
  private final ReadingBlock block = new ReadingBlock(BLOCK);

  /** For each series how many readings its excursion goes on; for each subject its silence. */
  private final int[] beyond;

  private final int[] silent;
  private final Map<String, Integer> found = new TreeMap<>();
  private long readings;

  /**
   * Takes a sample of the catalog; what is added to it afterwards, by whomever, does not matter.
   */
  public Rehearsal(RuleSet rules, Catalog catalog, Setting setting) {
    var sample = new Catalog();
    sample.addSource(0, DISORDER, 120_000, 10_000);
    var bySubject = new ArrayList<int[]>();
    int count = 0;
    for (var ofSubject : sampled(catalog)) {
      int id = bySubject.size();
      var subject = catalog.getSubject(ofSubject.get(0).subject());
      sample.addSubject(
          id, subject.kind(), subject.code(), subject.areaPath(), subject.lon(), subject.lat());
      var own = new int[ofSubject.size()];
      for (int i = 0; i < own.length; i++) {
        var series = ofSubject.get(i);
        own[i] = count++;
        sample.addSeries(own[i], series.device(), series.property(), series.unit(), id, 0);
      }
      bySubject.add(own);
    }
    engine = new Engine(rules, sample, setting);
    subjects = bySubject.toArray(int[][]::new);
    silent = new int[subjects.length];
    beyond = new int[count];
  }

  /** The series of subjects from all over the catalog. */
  private static List<List<Catalog.Series>> sampled(Catalog catalog) {
    var bySubject = new LinkedHashMap<Integer, List<Catalog.Series>>();
    for (var series : catalog.series()) {
      bySubject.computeIfAbsent(series.subject(), id -> new ArrayList<>()).add(series);
    }
    int step = Math.max(1, bySubject.size() / MOST_SUBJECTS);
    var all = new ArrayList<>(bySubject.values());
    var found = new ArrayList<List<Catalog.Series>>();
    for (int i = 0; i < all.size(); i += step) {
      found.add(all.get(i));
    }
    return found;
  }

  /**
   * Plays until told to stop, which is asked once a thousand readings.
   *
   * @return how many readings were judged
   */
  public long play(BooleanSupplier goesOn) {
    for (long round = 0; beyond.length > 0; round++) {
      long begin = START + round * RHYTHM;
      for (int subject = 0; subject < subjects.length; subject++) {
        long moment = begin + (long) RHYTHM * subject / subjects.length;
        for (int series : subjects[subject]) {
          if (silent[subject] == 0) {
            measure(series, moment - random.nextInt(DISORDER));
          }
          if (block.size() >= BLOCK - 2 && !judge(goesOn)) {
            return readings;
          }
        }
        silent[subject] =
            silent[subject] > 0
                ? silent[subject] - 1
                : random.nextInt(TALKATIVE) == 0 ? 6 + random.nextInt(26) : 0;
      }
    }
    return readings;
  }

  private void measure(int series, long time) {
    if (beyond[series] == 0 && random.nextInt(CALM) == 0) {
      beyond[series] = 1 + length();
    }
    boolean isBeyond = beyond[series] > 0;
    beyond[series] -= isBeyond ? 1 : 0;
    block.add(series, time, value(series, isBeyond));
    int odd = random.nextInt(ORDERLY);
    if (odd == 0) {
      block.add(series, time, value(series, isBeyond));
    } else if (odd == 1) {
      block.add(series, time - RHYTHM / 2, value(series, true));
    }
  }

  private int length() {
    return switch (random.nextInt(20)) {
      case 0 -> 62 + random.nextInt(40);
      case 1, 2, 3 -> 10 + random.nextInt(31);
      case 4, 5, 6, 7, 8, 9 -> 3 + random.nextInt(6);
      default -> 0;
    };
  }

  /** A value within or beyond the limits of what a series is judged by. */
  private double value(int series, boolean isBeyond) {
    int group = engine.state.group(series);
    double low = group < 0 ? 0 : engine.groups.low[group];
    double high = group < 0 ? 0 : engine.groups.high[group];
    boolean hasHigh = Math.abs(high) < Double.MAX_VALUE;
    boolean hasLow = Math.abs(low) < Double.MAX_VALUE;
    double limit = hasHigh ? high : hasLow ? low : 0;
    double upwards = (hasHigh ? 1 : -1) * (1 + Math.abs(limit) / 4) * random.nextDouble();
    if (isBeyond) {
      boolean dips = random.nextInt(20) == 0;
      return limit + (dips ? -upwards / 8 : upwards);
    }
    double within = limit - upwards;
    return hasHigh && hasLow ? Math.max(low, within) : within;
  }

  private boolean judge(BooleanSupplier goesOn) {
    engine.accept(block, finding -> found.merge(finding.rule(), 1, Integer::sum));
    readings += block.size();
    block.clear();
    return goesOn.getAsBoolean();
  }

  /** How many findings there were by each rule. */
  Map<String, Integer> found() {
    return found;
  }
}
