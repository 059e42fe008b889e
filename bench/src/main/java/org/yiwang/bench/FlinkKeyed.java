package org.yiwang.bench;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Flink as one would use it for these rules: a keyed function by device over single readings, its
 * state in the heap backend, one lazy timer a device for silence and one for each span above. No
 * checkpoints, objects are reused, one task each for source and function.
 */
final class FlinkKeyed extends Pulling {
  static final TypeInformation<Tuple3<Integer, Long, Double>> READING =
      Types.TUPLE(Types.INT, Types.LONG, Types.DOUBLE);

  private final JobClient job;

  FlinkKeyed() {
    try {
      var env = Gate.flink();
      readings(env)
          .keyBy(reading -> reading.f0 / Stream.SERIES_PER_DEVICE, Types.INT)
          .process(new Rules(), Types.LONG)
          .sinkTo(new DiscardingSink<>());
      job = env.executeAsync();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static DataStream<Tuple3<Integer, Long, Double>> readings(StreamExecutionEnvironment env) {
    return Gate.source(env, new Single(), READING)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple3<Integer, Long, Double>>forBoundedOutOfOrderness(
                    Duration.ofMillis(Stream.DISORDER))
                .withTimestampAssigner((reading, at) -> reading.f1));
  }

  /** Readings one by one. */
  static final class Single implements Gate.Emitter<Tuple3<Integer, Long, Double>> {
    private static final long serialVersionUID = 1;

    @Override
    public void emit(
        Stream stream,
        int from,
        int to,
        SourceFunction.SourceContext<Tuple3<Integer, Long, Double>> out) {
      for (int i = from; i < to; i++) {
        out.collect(Tuple3.of(stream.series[i], stream.time[i], stream.value[i]));
      }
    }

    @Override
    public void finish(
        Stream stream, SourceFunction.SourceContext<Tuple3<Integer, Long, Double>> out) {}
  }

  /** The rules of a device. */
  static final class Rules
      extends KeyedProcessFunction<Integer, Tuple3<Integer, Long, Double>, Long> {
    private static final long serialVersionUID = 1;
    private transient @Nullable ValueState<DeviceRules> state;
    private transient long end;

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("rules", Types.GENERIC(DeviceRules.class)));
      end = Long.MAX_VALUE;
    }

    private ValueState<DeviceRules> state() {
      return java.util.Objects.requireNonNull(state);
    }

    @Override
    public void processElement(
        Tuple3<Integer, Long, Double> reading, Context context, Collector<Long> out)
        throws Exception {
      var rules = state().value();
      if (rules == null) {
        rules = new DeviceRules();
        state().update(rules);
      }
      long at = reading.f1;
      if (rules.take(reading.f0 % Stream.SERIES_PER_DEVICE, at, reading.f2, Gate.FOUND)) {
        context.timerService().registerEventTimeTimer(at + 300_001);
        context.timerService().registerEventTimeTimer(at + 3_600_001);
      }
      if (!rules.watched) {
        rules.watched = true;
        context.timerService().registerEventTimeTimer(at + DeviceRules.SILENT + 1);
      }
    }

    @Override
    public void onTimer(long moment, OnTimerContext context, Collector<Long> out) throws Exception {
      if (end == Long.MAX_VALUE && context.timerService().currentWatermark() == Long.MAX_VALUE) {
        end = Gate.stream().end();
      }
      if (moment > end) {
        return;
      }
      var rules = state().value();
      rules.due(moment, Gate.FOUND);
      long due = rules.heard + DeviceRules.SILENT + 1;
      if (due > moment) {
        context.timerService().registerEventTimeTimer(due);
      } else {
        rules.watched = false;
      }
    }
  }

  @Override
  void awaitEnd() throws Exception {
    job.getJobExecutionResult().get();
  }
}
