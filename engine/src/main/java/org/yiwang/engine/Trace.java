package org.yiwang.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why: every predicate of the rule as it stood at the moment, and the readings behind it.
 *
 * @param fromMillis start of the window that was looked at
 * @param toMillis its end, the moment judged
 * @param predicates the rule's conditions from the outside in, in the order of the rule file
 * @param readings the latest readings of this subject that the rule saw
 * @param millisInLevel how long the episode has been at each level
 * @param members of an area's finding, those concerned
 * @param note what a reader must know besides: a late reading, a change of the rule
 */
public record Trace(
    long fromMillis,
    long toMillis,
    List<Predicate> predicates,
    List<Sample> readings,
    Map<Level, Long> millisInLevel,
    List<Member> members,
    @Nullable String note) {

  /**
   * One of those that an area's finding is about.
   *
   * @param device name of the device where members are devices, else null
   * @param sinceMillis since when it is as the rule says, or when it last began to be
   */
  public record Member(int subject, @Nullable String device, long sinceMillis) {}

  /**
   * One condition at the moment judged. What a kind has no use for is null.
   *
   * @param path place in the rule, such as {@code levels.II.still.of.above}
   * @param value the value compared, in {@code unit}
   * @param atMillis when that value was measured
   * @param sinceMillis since when the condition holds
   * @param sinceValue the value that made it hold
   * @param extreme the farthest value since then
   * @param dueMillis when it will hold if nothing changes
   */
  public record Predicate(
      String path,
      boolean holds,
      @Nullable Double value,
      @Nullable Double limit,
      @Nullable String unit,
      @Nullable Long atMillis,
      @Nullable Long sinceMillis,
      @Nullable Double sinceValue,
      @Nullable Double extreme,
      @Nullable Long dueMillis) {

    /** A condition that has no value of its own, such as {@code all}. */
    public static Predicate of(String path, boolean holds) {
      return new Predicate(path, holds, null, null, null, null, null, null, null, null);
    }
  }

  /** One reading as the engine took it. */
  public record Sample(int series, String property, long timeMillis, double value) {}
}
