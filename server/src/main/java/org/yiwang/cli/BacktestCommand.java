package org.yiwang.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yiwang.backtest.Backtest;
import org.yiwang.backtest.Installations.Opened;
import org.yiwang.backtest.Span;
import org.yiwang.intake.PastReadings;
import org.yiwang.registry.Datastreams;
import org.yiwang.setting.EngineSetting;

/** {@code backtest}: the library's own command, which here has installations to read. */
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

  private Opened open(Path data, @Nullable Path config, Span span) {
    Beside.requireInstallation(data, config);
    var context = new Installation(data).config(config).tool(application);
    var history =
        new OwnHistory(
            context.getBean(PastReadings.class), context.getBean(Datastreams.class), span);
    var setting = context.getBean(EngineSetting.class);
    return new Opened(
        history,
        rules -> history.numbered(setting.of(rules, setting.newestBaseline())),
        context::close);
  }
}
