package org.yiwang.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yiwang.backtest.Backtest;
import org.yiwang.backtest.Installations.Opened;
import org.yiwang.backtest.Span;
import org.yiwang.engine.Setting;
import org.yiwang.intake.PastReadings;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastreams;

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
    var setting = Setting.of(context.getBean(Settings.class).zone());
    return new Opened(history, setting, context::close);
  }
}
