package org.yiwang.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yiwang.backtest.Backtest;
import org.yiwang.backtest.Installations.Opened;
import org.yiwang.backtest.SettingOverTime;
import org.yiwang.backtest.Span;
import org.yiwang.engine.RuleSet;
import org.yiwang.intake.PastReadings;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastreams;
import org.yiwang.setting.EngineSetting;
import org.yiwang.setting.PastSetting;

/**
 * {@code backtest}: the library's own command, which here has installations to read. Their past is
 * judged by the calendars, zones, areas and baselines of its own time.
 */
final class BacktestCommand {
  private final Class<?> application;

  BacktestCommand(Class<?> application) {
    this.application = application;
  }

  int run(String[] arguments) throws IOException {
    return Backtest.run(
        arguments,
        new PrintWriter(System.out, true),
        new PrintWriter(System.err, true),
        this::open);
  }

  private Opened open(Path data, @Nullable Path config, Function<ZoneId, Span> span) {
    Beside.requireInstallation(data, config);
    var context = new Installation(data).config(config).tool(application);
    var zone = context.getBean(Settings.class).zone();
    var history =
        new OwnHistory(
            context.getBean(PastReadings.class),
            context.getBean(Datastreams.class),
            span.apply(zone));
    var past = context.getBean(PastSetting.class);
    var today = context.getBean(EngineSetting.class);
    return new Opened(zone, history, rules -> setting(rules, history, past, today), context::close);
  }

  /** What rules referred to while the readings of a history came in. */
  static SettingOverTime setting(
      RuleSet rules, OwnHistory history, PastSetting past, EngineSetting today) {
    var stretch = history.findStretch();
    if (stretch.isEmpty()) {
      return SettingOverTime.always(today.plain());
    }
    var changes = past.during(rules, stretch.get().from(), stretch.get().to());
    return past.over(rules, changes).each(history::numbered).remarked(remarks(changes.used()));
  }

  private static List<String> remarks(PastSetting.Used used) {
    var remarks = new ArrayList<String>();
    if (used.otherNames()) {
      remarks.add("judged by the calendars, zones and areas of the time, not all as they are now");
    }
    if (used.firstBaseline() != used.lastBaseline()) {
      remarks.add(
          "judged by the baselines of the time, versions %d to %d"
              .formatted(used.firstBaseline(), used.lastBaseline()));
    } else if (!used.asToday() && used.firstBaseline() > 0) {
      remarks.add("judged by the baselines of the time, version " + used.firstBaseline());
    }
    if (!used.isKept()) {
      remarks.add(
          "calendars, zones or baselines of the first part are not kept;"
              + " the oldest that are stand for them");
    }
    remarks.add("as they are now: where subjects stand, the explosive limits, the time zone");
    return remarks;
  }
}
