package org.yiwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ring beside a list that is looked through from end to end. */
class RecentTest {
  private static final int SERIES = 3_000;
  private static final int LATEST_MILLIS = 20_000;

  /** Entries it holds at first. */
  private static final int ROOM = 1_024;

  private record Entry(int series, long time, double value) {}

  private final Catalog catalog = catalog();
  private final Watermarks marks = new Watermarks(catalog);
  private final Groups groups = new Groups(List.of(), catalog, rule -> true);
  private final Recent recent = new Recent(marks, groups);
  private final ArrayDeque<Entry> all = new ArrayDeque<>();
  private final Random random = new Random(7);
  private long now = Scene.START;

  private static Catalog catalog() {
    var catalog = new Catalog();
    catalog.addSource(0, 0, 0, 0);
    catalog.addSubject(1, "tank", "T-1", "/", 0, 0);
    for (int series = 0; series < SERIES; series++) {
      catalog.addSeries(series, "d" + series, "p" + series, "1", 1, 0);
    }
    return catalog;
  }

  @Test
  void itAnswersAsAListWouldWhileItGrowsAndForgets() throws IOException {
    groups.attachNew();
    marks.ensure(0);
    for (int step = 0; step < 3_000; step++) {
      add(step % 7 == 0 ? 1 : random.nextInt(200));
      if (step % 3 == 0) {
        compare(random.nextInt(SERIES));
      }
      if (step % 50 == 0) {
        takeBack();
      }
    }
    assertThat(recent.size()).isGreaterThan(100_000);
    compareAfterRestart();
  }

  /** A mark stands for the reading after it: where only the mark is left, it has to stay. */
  @Test
  void aGapMarkThatIsTheNewestEntryRemains() {
    groups.attachNew();
    marks.ensure(0);
    while (recent.size() < ROOM - 1) {
      recent.add(1, now, 20);
    }
    recent.add(2, now, Double.NaN);
    marks.see(0, now + LATEST_MILLIS * 100L, Engine.NEVER);
    recent.add(2, now + LATEST_MILLIS * 100L, 30);
    assertThat(recent.size()).isEqualTo(2);
    long reading = recent.newest(2);
    long mark = recent.before(reading);
    assertThat(recent.value(reading)).isEqualTo(30);
    assertThat(recent.value(mark)).isNaN();
    assertThat(recent.time(mark)).isEqualTo(now);
    assertThat(recent.before(mark)).isNegative();
  }

  private void add(int count) {
    var block = new ReadingBlock(16);
    for (int i = 0; i < count; i++) {
      now += random.nextInt(3);
      var entry =
          new Entry(
              random.nextInt(SERIES), now - random.nextInt(LATEST_MILLIS), random.nextDouble());
      block.add(entry.series(), entry.time(), entry.value());
      all.add(entry);
    }
    if (count % 2 == 0) {
      // It stays where it is, if it is long enough.
      block.giveAway();
    }
    if (count == 1) {
      recent.add(block.series(0), block.timeMillis(0), block.value(0));
    } else {
      recent.addAll(block, 0, count);
    }
    marks.see(0, now, Engine.NEVER);
  }

  /** What it may have forgotten is older than any question. */
  private List<Entry> of(int series, long from) {
    var own = new ArrayList<Entry>();
    for (var entry : all) {
      if (entry.series() == series && entry.time() >= from) {
        own.add(0, entry);
      }
    }
    return own;
  }

  private void compare(int series) {
    long from = marks.forgetBefore();
    compare(recent, series, of(series, from), from);
    long moment = now - random.nextInt(LATEST_MILLIS);
    long expected =
        of(series, from).stream()
            .mapToLong(Entry::time)
            .filter(time -> time <= moment)
            .max()
            .orElse(-1);
    if (expected >= 0) {
      assertThat(recent.lastAtOrBefore(series, moment, -1)).isEqualTo(expected);
    }
  }

  private static void compare(Recent recent, int series, List<Entry> expected, long from) {
    var found = new ArrayList<Entry>();
    for (long at = recent.newest(series); at >= 0; at = recent.before(at)) {
      if (recent.time(at) >= from) {
        found.add(new Entry(series, recent.time(at), recent.value(at)));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private void takeBack() {
    var entry = all.peekLast();
    if (entry != null) {
      assertThat(recent.has(entry.series(), entry.time())).isTrue();
      recent.forget(entry.series(), entry.time());
      assertThat(recent.has(entry.series(), entry.time())).isFalse();
      all.removeIf(other -> other.series() == entry.series() && other.time() == entry.time());
    }
  }

  private void compareAfterRestart() throws IOException {
    var bytes = new ByteArrayOutputStream();
    recent.write(new DataOutputStream(bytes));
    var again = new Recent(marks, groups);
    again.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    long from = marks.forgetBefore();
    for (int series = 0; series < SERIES; series += 17) {
      compare(again, series, of(series, from), from);
    }
  }
}
