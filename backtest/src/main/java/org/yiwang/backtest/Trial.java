package org.yiwang.backtest;

import java.lang.management.ManagementFactory;
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
final class Trial {
  private static final int BLOCK = 4096;

  private final Catalog catalog;
  private final Map<String, Episode> byKey = new LinkedHashMap<>();
  final Counts counts;
  final List<String> problems;
  final long nanos;

  /** Judges everything; each finding goes to the sink as well. */
  Trial(RuleSet rules, History history, Setting setting, FindingSink sink) {
    catalog = history.catalog;
    long before = cpuNanos();
    var engine = new Engine(rules, catalog, setting);
    FindingSink both =
        finding -> {
          sink.accept(finding);
          take(finding);
        };
    var block = new ReadingBlock(BLOCK);
    for (int from = 0; from < history.size; from += BLOCK) {
      int to = Math.min(history.size, from + BLOCK);
      block.fill(history.series, history.time, history.value, from, to);
      engine.accept(block, both);
    }
    if (history.size > 0) {
      // What comes due with the last reading is judged still.
      engine.advanceTo(history.time[history.size - 1] + 1, both);
    }
    nanos = cpuNanos() - before;
    counts = engine.counts();
    problems = engine.problems();
  }

  /** Time of this thread, not of the clock: others may be busy on the same machine. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  List<Episode> episodes() {
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
