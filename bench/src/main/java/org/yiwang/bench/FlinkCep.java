package org.yiwang.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.functions.TimedOutPartialMatchHandler;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.util.Collector;

/**
 * Flink CEP with three patterns: an excursion is a reading above 80 up to one below 75; a span
 * above is all readings above 80 in a row up to one that is not, and its length answers both
 * durations; silence is a reading that nothing follows within ten minutes. What is open at the end
 * is closed by one more reading of each series, which the third pattern does not see.
 */
final class FlinkCep extends Pulling {
  private static final AfterMatchSkipStrategy ONCE = AfterMatchSkipStrategy.skipPastLastEvent();

  private final JobClient job;

  FlinkCep() {
    try {
      var env = Gate.flink();
      var readings =
          Gate.source(env, new AndClosing(), FlinkKeyed.READING)
              .assignTimestampsAndWatermarks(
                  WatermarkStrategy.<Tuple3<Integer, Long, Double>>forBoundedOutOfOrderness(
                          Duration.ofMillis(Stream.DISORDER))
                      .withTimestampAssigner((reading, at) -> reading.f1));
      var bySeries = readings.keyBy(reading -> reading.f0, Types.INT);
      judge(bySeries, excursion(), new Counts(0));
      judge(bySeries, above(), new Counts(1));
      var open = readings.filter(reading -> reading.f2 >= 0);
      var byDevice = open.keyBy(reading -> reading.f0 / Stream.SERIES_PER_DEVICE, Types.INT);
      judge(byDevice, silence(), new Counts(3));
      job = env.executeAsync();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void judge(
      DataStream<Tuple3<Integer, Long, Double>> readings,
      Pattern<Tuple3<Integer, Long, Double>, ?> pattern,
      Counts counts) {
    CEP.pattern(readings, pattern).process(counts, Types.LONG).sinkTo(new DiscardingSink<>());
  }

  private static Pattern<Tuple3<Integer, Long, Double>, ?> excursion() {
    return Pattern.<Tuple3<Integer, Long, Double>>begin("over", ONCE)
        .where(SimpleCondition.of(reading -> reading.f2 > 80))
        .followedBy("back")
        .where(SimpleCondition.of(reading -> reading.f2 < 75));
  }

  private static Pattern<Tuple3<Integer, Long, Double>, ?> above() {
    return Pattern.<Tuple3<Integer, Long, Double>>begin("over", ONCE)
        .where(SimpleCondition.of(reading -> reading.f2 > 80))
        .oneOrMore()
        .consecutive()
        .greedy()
        .next("back")
        .where(SimpleCondition.of(reading -> reading.f2 <= 80));
  }

  private static Pattern<Tuple3<Integer, Long, Double>, ?> silence() {
    return Pattern.<Tuple3<Integer, Long, Double>>begin("over")
        .where(SimpleCondition.of(reading -> true))
        .notFollowedBy("back")
        .where(SimpleCondition.of(reading -> true))
        .within(Duration.ofMillis(DeviceRules.SILENT));
  }

  /** Readings one by one, and one more of each series at the end. */
  private static final class AndClosing implements Gate.Emitter<Tuple3<Integer, Long, Double>> {
    private static final long serialVersionUID = 1;
    private final FlinkKeyed.Single single = new FlinkKeyed.Single();

    @Override
    public void emit(
        Stream stream,
        int from,
        int to,
        SourceFunction.SourceContext<Tuple3<Integer, Long, Double>> out) {
      single.emit(stream, from, to, out);
    }

    @Override
    public void finish(
        Stream stream, SourceFunction.SourceContext<Tuple3<Integer, Long, Double>> out) {
      long end = stream.end();
      for (int series = 0; series < stream.devices * Stream.SERIES_PER_DEVICE; series++) {
        out.collect(Tuple3.of(series, end, -1.0));
      }
    }
  }

  /** Counts matches of a pattern. */
  private static final class Counts
      extends PatternProcessFunction<Tuple3<Integer, Long, Double>, Long>
      implements TimedOutPartialMatchHandler<Tuple3<Integer, Long, Double>> {
    private static final long serialVersionUID = 1;
    private final int rule;

    Counts(int rule) {
      this.rule = rule;
    }

    @Override
    public void processMatch(
        Map<String, List<Tuple3<Integer, Long, Double>>> match,
        Context context,
        Collector<Long> out) {
      var over = match.getOrDefault("over", List.of());
      var back = match.getOrDefault("back", List.of());
      switch (rule) {
        case 1 -> {
          long held = back.getFirst().f1 - 1 - over.getFirst().f1;
          Gate.FOUND[1] += held >= 300_000 ? 1 : 0;
          Gate.FOUND[2] += held >= 3_600_000 ? 1 : 0;
        }
        case 3 -> {
          boolean due = over.getFirst().f1 + DeviceRules.SILENT < Gate.stream().end();
          Gate.FOUND[3] += due ? 1 : 0;
        }
        default -> Gate.FOUND[0]++;
      }
    }

    @Override
    public void processTimedOutMatch(
        Map<String, List<Tuple3<Integer, Long, Double>>> match, Context context) {}
  }

  @Override
  void awaitEnd() throws Exception {
    job.getJobExecutionResult().get();
  }
}
