package org.yiwang.backtest;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.yiwang.engine.Setting;

/**
 * What rules referred to by name in the course of a history: calendars, zones, areas and baselines
 * are judged by as they were, one after the other.
 *
 * @param first at the beginning
 * @param changes what took force later, by time
 * @param remarks what whoever reads the result has to know about it
 */
public record SettingOverTime(Setting first, List<Change> changes, List<String> remarks) {

  /**
   * Another setting that takes force in the midst of the history.
   *
   * @param setting asked for when it is reached
   */
  public record Change(long fromMillis, Supplier<Setting> setting) {}

  public SettingOverTime {
    changes = List.copyOf(changes);
    remarks = List.copyOf(remarks);
  }

  /** One that never changes. */
  public static SettingOverTime always(Setting setting) {
    return new SettingOverTime(setting, List.of(), List.of());
  }

  /** The same with each setting made into another. */
  public SettingOverTime each(UnaryOperator<Setting> made) {
    var others =
        changes.stream()
            .map(one -> new Change(one.fromMillis(), () -> made.apply(one.setting().get())))
            .toList();
    return new SettingOverTime(made.apply(first), others, remarks);
  }

  /** The same with remarks. */
  public SettingOverTime remarked(List<String> more) {
    return new SettingOverTime(first, changes, more);
  }
}
