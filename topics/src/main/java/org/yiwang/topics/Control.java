package org.yiwang.topics;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;

/**
 * One entry of the control log, written as JSON: rules that replace all before, or what is new in
 * the catalog, or both. Of an entry with both, the catalog counts first.
 *
 * <p>Who writes one by hand may leave parts out.
 *
 * @param sources those that deliver otherwise than usual
 */
public record Control(
    @Nullable Rules rules,
    List<Catalog.Source> sources,
    List<Catalog.Subject> subjects,
    List<Catalog.Series> series) {

  /** Rule files as they are, and what they refer to by name. */
  public record Rules(List<RuleSource> files, Setting setting) {
    public Rules {
      files = copy(files);
      setting = Objects.requireNonNullElse(setting, Setting.none());
    }
  }

  public Control {
    sources = copy(sources);
    subjects = copy(subjects);
    series = copy(series);
  }

  private static <T> List<T> copy(@Nullable List<T> some) {
    return some == null ? List.of() : List.copyOf(some);
  }

  public static Control rules(List<RuleSource> files, Setting setting) {
    return new Control(new Rules(files, setting), List.of(), List.of(), List.of());
  }

  public static Control catalog(
      List<Catalog.Source> sources, List<Catalog.Subject> subjects, List<Catalog.Series> series) {
    return new Control(null, sources, subjects, series);
  }

  public byte[] write() {
    return Text.JSON.writeValueAsBytes(this);
  }

  /**
   * @throws IllegalArgumentException where it is none
   */
  public static Control read(byte[] message) {
    return Text.read(message, Control.class);
  }
}
