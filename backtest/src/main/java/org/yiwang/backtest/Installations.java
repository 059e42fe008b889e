package org.yiwang.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.RuleSet;

/** Opens installations; the backtest itself knows none. */
public interface Installations {

  /**
   * An installation, open for reading.
   *
   * @param zone its time zone: days are counted in it unless told otherwise
   * @param history its readings, of the last days as well as of files
   * @param setting its calendars, zones, areas and baselines over time, as far as rules refer to
   *     them
   * @param end what to do at the end
   */
  record Opened(
      ZoneId zone, History history, Function<RuleSet, SettingOverTime> setting, Runnable end)
      implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /**
   * Opens one.
   *
   * @param data its folder
   * @param config its configuration file, or null
   * @param span what is asked for, which where it names days depends on the installation's zone
   */
  Opened open(Path data, @Nullable Path config, Function<ZoneId, Span> span) throws IOException;
}
