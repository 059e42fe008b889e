package org.yiwang.bench;

import java.util.List;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Engine;
import org.yiwang.engine.Finding;
import org.yiwang.engine.FindingKind;
import org.yiwang.engine.FindingSink;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.Rehearsal;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;

/** Our engine with the four rules as a rule file, or with many variants of them. */
final class Ours implements Competitor {
  private static final int BLOCK = 1024;
  private static final long CLOCK_LAG = 10_000;
  private static final String[] PROPERTIES = {"a", "b", "c"};

  private final Catalog catalog = new Catalog();
  private final RuleSet rules;
  private final Engine engine;

  /** The stream is nobody's but ours: as a batch that was stored, its arrays may be kept. */
  private final ReadingBlock view = new ReadingBlock(0).giveAway();

  private final long[] found = new long[4];
  private final int devices;
  private final FindingSink sink = this::count;

  /**
   * @param variants 1 for the four rules alone; more adds the four again with other limits and
   *     spans, whose findings are not counted
   * @param lateMillis how late a reading may be and still amend
   */
  Ours(int devices, int variants, long lateMillis) {
    this.devices = devices;
    catalog.addSource(0, Stream.DISORDER, lateMillis, CLOCK_LAG);
    for (int device = 0; device < devices; device++) {
      catalog.addSubject(device, "device", "d" + device, "/", 0, 0);
      for (int i = 0; i < Stream.SERIES_PER_DEVICE; i++) {
        int series = device * Stream.SERIES_PER_DEVICE + i;
        catalog.addSeries(series, "d" + device, PROPERTIES[i], "1", device, 0);
      }
    }
    rules = RuleSet.parse(List.of(new RuleSource("bench", rules(variants))));
    engine = new Engine(rules, catalog);
  }

  /** Judges made-up readings first, for as long as the server does it when it starts. */
  Ours rehearsed() {
    long end = System.nanoTime() + Rehearsal.USUAL.toNanos();
    new Rehearsal(rules, catalog, Setting.none()).play(() -> System.nanoTime() < end);
    return this;
  }

  /** The four rules; a rule names one property, so the first three are written for each. */
  static String rules(int variants) {
    var text = new StringBuilder("rules:\n");
    for (int variant = 0; variant < variants; variant++) {
      for (var property : PROPERTIES) {
        var limit = "property: " + property + ", limit: " + (80 + variant * 0.3);
        var above = "{above: {" + limit + ", rearm-below: " + (75 + variant * 0.3) + "}}";
        rule(text, "0-above-" + property + "-" + variant, above);
        int seconds = variant * 7;
        rule(
            text,
            "1-five-" + property + "-" + variant,
            "{above: {" + limit + "}, for: " + (300 + seconds) + " s}");
        rule(
            text,
            "2-sixty-" + property + "-" + variant,
            "{above: {" + limit + "}, for: " + (3_600 + seconds) + " s}");
      }
      rule(text, "3-silent-" + variant, "{silent: {for: " + (600 + variant * 7) + " s}}");
    }
    return text.toString();
  }

  private static void rule(StringBuilder text, String id, String condition) {
    text.append("  - id: ").append(id).append('\n');
    text.append("    version: 1\n    name: {zh: 试验, en: Bench}\n    subject-kind: device\n");
    text.append("    levels: {IV: ").append(condition).append("}\n");
  }

  private void count(Finding finding) {
    if (finding.kind() == FindingKind.BEGAN && finding.rule().endsWith("-0")) {
      found[finding.rule().charAt(0) - '0']++;
    }
  }

  @Override
  public void judge(Stream stream, int from, int to) {
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      engine.accept(view.view(stream.series, stream.time, stream.value, start, end), sink);
    }
  }

  /** Readings of which someone else resolved the names. */
  void judge(ReadingBlock block) {
    engine.accept(block, sink);
  }

  @Override
  public void finish(Stream stream) {
    engine.advanceTo(stream.end() + CLOCK_LAG, sink);
    if (engine.counts().tooLate() + engine.counts().unknown() > 0) {
      throw new IllegalStateException("readings were not judged: " + engine.counts());
    }
  }

  @Override
  public long[] findings() {
    return found.clone();
  }

  @Override
  public long stateBytes() {
    return engine.stateBytes();
  }

  int devices() {
    return devices;
  }
}
