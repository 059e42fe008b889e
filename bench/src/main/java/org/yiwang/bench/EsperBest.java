package org.yiwang.bench;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.DeploymentOptions;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;

/**
 * Esper 9 in the best form we know: contexts that begin with an excursion and end with it, per
 * series, so that quiet readings touch only a filter index; silence as the last event of each
 * device falling out of a time window; external clock at the watermark, locking and metrics off.
 * The textbook form with match_recognize and pattern timers is about five times slower.
 */
final class EsperBest implements Competitor {
  /** One reading as Esper wants it. */
  public static final class Reading {
    private final int series;
    private final int device;
    private final double value;
    private final long at;

    Reading(int series, double value, long at) {
      this.at = at;
      this.series = series;
      this.device = series / Stream.SERIES_PER_DEVICE;
      this.value = value;
    }

    public int getSeries() {
      return series;
    }

    public int getDevice() {
      return device;
    }

    public long getAt() {
      return at;
    }

    public double getValue() {
      return value;
    }
  }

  private static final String[] STATEMENTS = {
    "@name('c0') create context Excursion initiated by distinct(series) Reading(value > 80) as r"
        + " terminated by Reading(series = r.series, value < 75)",
    "@name('r0') context Excursion select context.r.series from pattern [timer:interval(0)]",
    "@name('c1') create context Five initiated by distinct(series) Reading(value > 80) as r"
        + " terminated by Reading(series = r.series, value <= 80)",
    "@name('r1') context Five select context.r.series from pattern [timer:interval(300 sec)]",
    "@name('r2') context Five select context.r.series from pattern [timer:interval(3600 sec)]",
    "@name('r3') select rstream device from Reading#unique(device)#time(600 sec) as r"
        + " where current_timestamp - r.at >= 600000",
  };

  private final EPRuntime runtime;
  private final EPEventService service;
  private final long[] found = new long[4];
  private long newest = Stream.START;

  EsperBest() {
    var configuration = new Configuration();
    configuration.getCommon().addEventType("Reading", Reading.class);
    configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
    configuration.getRuntime().getThreading().setInsertIntoDispatchPreserveOrder(false);
    configuration.getRuntime().getThreading().setListenerDispatchPreserveOrder(false);
    configuration.getRuntime().getExecution().setDisableLocking(true);
    runtime = EPRuntimeProvider.getRuntime("bench", configuration);
    service = runtime.getEventService();
    service.advanceTime(Stream.START);
    var text = new StringBuilder();
    for (var statement : STATEMENTS) {
      text.append(statement).append(";\n");
    }
    deploy(runtime, configuration, text.toString());
  }

  private void deploy(EPRuntime runtime, Configuration configuration, String text) {
    try {
      EPCompiled compiled =
          EPCompilerProvider.getCompiler().compile(text, new CompilerArguments(configuration));
      var deployment = runtime.getDeploymentService().deploy(compiled, new DeploymentOptions());
      for (var statement : deployment.getStatements()) {
        if (statement.getName().startsWith("r")) {
          int rule = statement.getName().charAt(1) - '0';
          statement.addListener((now, old, of, in) -> found[rule] += now == null ? 0 : now.length);
        }
      }
    } catch (EPCompileException | EPDeployException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void judge(Stream stream, int from, int to) {
    for (int i = from; i < to; i++) {
      // A replaced reading leaves the window too; only one that grew old there is a silence.
      service.sendEventBean(
          new Reading(stream.series[i], stream.value[i], service.getCurrentTime()), "Reading");
      if (stream.time[i] > newest) {
        newest = stream.time[i];
        service.advanceTime(newest);
      }
    }
  }

  @Override
  public void finish(Stream stream) {
    service.advanceTime(newest);
    // Or the next one, under the same name, would be this one with the statements twice.
    runtime.destroy();
  }

  @Override
  public long[] findings() {
    return found.clone();
  }

  @Override
  public long stateBytes() {
    return 0;
  }
}
