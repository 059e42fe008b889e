package org.yiwang.backtest;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Counts;
import org.yiwang.engine.Engine;
import org.yiwang.engine.Finding;
import org.yiwang.engine.FindingSink;
import org.yiwang.engine.Level;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.Setting;

/** One set of rules judged over the history, by the same classes that judge live. */
public final class Trial {
  private final Catalog catalog;
  private final Map<String, Episode> byKey = new LinkedHashMap<>();
  private final ReadingBlock block = new ReadingBlock(0);
  private Engine engine;
  private long readings;
  private long lastMillis = Long.MIN_VALUE;
  private final Counts counts;
  private final List<String> problems;
  final long nanos;

  /** Judges everything; each finding goes to the sink as well. */
  public Trial(RuleSet rules, History history, Setting setting, FindingSink sink) {
    this(rules, history, SettingOverTime.always(setting), sink);
  }

  /** The same in a setting that changes, by time, as it did live. */
  public Trial(RuleSet rules, History history, SettingOverTime setting, FindingSink sink) {
    catalog = history.catalog();
    long before = cpuNanos();
    engine = new Engine(rules, catalog, setting.first());
    var coming = new ArrayDeque<>(setting.changes());
    FindingSink both =
        finding -> {
          sink.accept(finding);
          take(finding);
        };
    history.read((series, times, values, size) -> {
      int start = 0;
      while (size > 0 && !coming.isEmpty() && coming.getFirst().fromMillis() <= times[size - 1]) {
        var change = coming.removeFirst();
        int end = firstAt(change.fromMillis(), times, start, size);
        engine.accept(block.view(series, times, values, start, end), both);
        engine = Engine.restore(engine.snapshot(), rules, catalog, change.setting().get());
        start = end;
      }
      engine.accept(block.view(series, times, values, start, size), both);
      readings += size;
      lastMillis = Math.max(lastMillis, size == 0 ? lastMillis : times[size - 1]);
    });
    if (readings > 0) {
      // What comes due with the last reading is judged still.
      engine.advanceTo(lastMillis + 1, both);
    }
    nanos = cpuNanos() - before;
    counts = engine.counts();
    problems = engine.problems();
  }

  private static int firstAt(long millis, long[] times, int from, int to) {
    int at = from;
    while (at < to && times[at] < millis) {
      at++;
    }
    return at;
  }

  /** How many readings there were. */
  public long readings() {
    return readings;
  }

  /** Time of the newest reading. */
  long lastMillis() {
    return lastMillis;
  }

  /** What became of them. */
  public Counts counts() {
    return counts;
  }

  /** Rules that could not be applied to some series, and why. */
  public List<String> problems() {
    return problems;
  }

  /** What it took of the processor, reading included where that is done by the same thread. */
  public long nanos() {
    return nanos;
  }

  /** Time of this thread, not of the clock: others may be busy on the same machine. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** What was found, in the order it began. */
  public List<Episode> episodes() {
    return new ArrayList<>(byKey.values());
  }

  private void take(Finding finding) {
    var known = byKey.get(finding.key());
    var level = finding.level();
    switch (finding.kind()) {
      case ENDED, WITHDRAWN -> {
        if (known != null) {
          byKey.put(finding.key(), ended(known, finding.timeMillis()));
        }
      }
      case BEGAN, LEVEL_CHANGED, AMENDED -> {
        if (level == null) {
          byKey.remove(finding.key());
        } else {
          byKey.put(
              finding.key(),
              episode(finding, known == null ? level : graver(known.level(), level)));
        }
      }
    }
  }

  private static Level graver(Level one, Level other) {
    return one.severity() >= other.severity() ? one : other;
  }

  private static Episode ended(Episode e, long end) {
    return new Episode(
        e.key(), e.rule(), e.about(), e.subject(), e.area(), e.level(), e.start(), end);
  }

  private Episode episode(Finding finding, Level level) {
    var subject = catalog.findSubject(finding.subject());
    var code = subject == null ? "" : subject.code();
    var path = subject == null ? "/" : subject.areaPath();
    var area = finding.area();
    var about =
        area != null ? area : finding.device() == null ? code : code + "/" + finding.device();
    return new Episode(
        finding.key(),
        finding.rule(),
        about,
        code,
        area == null ? path : area,
        level,
        finding.episodeStartMillis(),
        Long.MAX_VALUE);
  }
}
