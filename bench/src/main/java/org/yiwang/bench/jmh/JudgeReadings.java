package org.yiwang.bench.jmh;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Engine;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.RuleSource;

/**
 * One reading by the four rules, 20,000 devices with three series each, every series once in 57 s:
 * quiet ones of all series, and those of one series in a hundred within an excursion that goes on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JudgeReadings {
  private static final int SERIES = 60_000;
  private static final int BLOCK = 1_000;
  private static final long RHYTHM = 57_000;

  /** Of a hundred series one is on an excursion. */
  private static final int AWAY = SERIES / 100;

  private static final String RULES =
      """
      rules:
        - {id: above, version: 1, name: {zh: 高, en: High}, subject-kind: device,
           levels: {IV: {above: {property: p, limit: 80, rearm-below: 75}}}}
        - {id: five, version: 1, name: {zh: 高, en: High}, subject-kind: device,
           levels: {IV: {above: {property: p, limit: 80}, for: 5 min}}}
        - {id: sixty, version: 1, name: {zh: 高, en: High}, subject-kind: device,
           levels: {IV: {above: {property: p, limit: 80}, for: 60 min}}}
        - {id: silent, version: 1, name: {zh: 静, en: Silent}, subject-kind: device,
           levels: {IV: {silent: {for: 10 min}}}}
      """;

  private final ReadingBlock block = new ReadingBlock(BLOCK);
  private final int[] order = new int[SERIES];
  private Engine engine = new Engine(RuleSet.parse(List.of()), new Catalog());
  private int next;
  private long now = 1_700_000_000_000L;
  private long findings;

  @Setup
  public void begin() {
    var catalog = new Catalog();
    catalog.addSource(0, 5_000, 120_000, 10_000);
    var random = new Random(7);
    for (int i = 0; i < SERIES; i++) {
      if (i % 3 == 0) {
        catalog.addSubject(i / 3, "device", "d" + i / 3, "/", 0, 0);
      }
      catalog.addSeries(i, "d" + i / 3, i % 3 == 0 ? "p" : i % 3 == 1 ? "q" : "r", "1", i / 3, 0);
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    // The three series bear three names, so that each is judged by rules of its own.
    var rules = new StringBuilder(RULES);
    for (var property : List.of("q", "r")) {
      rules.append(
          RULES
              .substring(RULES.indexOf("  - {id: above"), RULES.indexOf("  - {id: silent"))
              .replace("property: p", "property: " + property)
              .replace("{id: ", "{id: " + property + "-"));
    }
    engine = new Engine(RuleSet.parse(List.of(new RuleSource("jmh", rules.toString()))), catalog);
    for (int i = 0; i < SERIES / BLOCK; i++) {
      judge(50, SERIES);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public long quiet() {
    return judge(50, SERIES);
  }

  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public long withinAnExcursion() {
    return judge(90, AWAY);
  }

  private long judge(double value, int among) {
    long step = RHYTHM * BLOCK / among;
    block.clear();
    for (int i = 0; i < BLOCK; i++) {
      block.add(order[next], now + i * step / BLOCK, value);
      next = next + 1 >= among ? 0 : next + 1;
    }
    now += step;
    engine.accept(block, finding -> findings++);
    return findings;
  }
}
