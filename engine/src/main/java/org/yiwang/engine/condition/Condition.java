package org.yiwang.engine.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition over event time: at every moment it holds or it does not. A value counts from its
 * reading until the next one of the same series.
 */
public sealed interface Condition {

  /**
   * A value above {@code high} or below {@code low}, where either may be missing. Once it holds it
   * holds until the value is below {@code rearmHigh} and above {@code rearmLow}; without these,
   * until it is back within the limits.
   *
   * @param name as written: above, below or outside
   * @param sensors how many of the subject's series of this property it takes
   */
  record Limit(
      String name,
      String property,
      @Nullable Quantity low,
      @Nullable Quantity high,
      @Nullable Quantity rearmLow,
      @Nullable Quantity rearmHigh,
      int sensors)
      implements Condition {}

  /** A value equal to a number, such as a switch that is on. */
  record Equal(String property, double value) implements Condition {}

  /** Something that has held for this long without a break. */
  record Sustained(Condition of, long forMillis) implements Condition {}

  /**
   * Something that holds still, this long after an event that came while it held, and has not
   * ceased to hold in between.
   *
   * @param of what holds; null stands for the mildest level of the rule
   * @param after the event: the moment at which this begins to hold
   */
  record Still(@Nullable Condition of, Condition after, long forMillis) implements Condition {}

  /**
   * No reading for this long, counted from the last one; nothing is known of a subject that never
   * reported.
   *
   * @param property null stands for any reading about the subject
   */
  record Silent(@Nullable String property, long forMillis) implements Condition {}

  /** Something has begun to hold so many times within this span. */
  record Count(Condition of, int times, long withinMillis) implements Condition {}

  /**
   * The second holds, and began within this span after the first began (at the same moment at the
   * earliest).
   */
  record Then(Condition first, Condition second, long withinMillis) implements Condition {}

  /** An event came, and what is expected did not hold at any moment of this span after it. */
  record Missing(Condition after, Condition expected, long withinMillis) implements Condition {}

  /**
   * A value that lies, at its reading, at least this much above (or below) another of the same
   * series within the span before; until a reading of which that is not so.
   *
   * @param name as written: rises or falls
   */
  record Moves(String name, String property, Quantity by, long withinMillis, int sensors)
      implements Condition {
    public boolean up() {
      return name.equals("rises");
    }
  }

  /**
   * Values that have not moved by more than a tolerance for this long: a sensor that is stuck. It
   * holds from the reading that shows it until one that differs.
   */
  record Flat(String property, @Nullable Quantity tolerance, long forMillis) implements Condition {}

  /**
   * A reading that differs by more than this from the one before it within the span: a spike, until
   * a reading that is borne out by the one before it.
   */
  record Spike(String property, Quantity by, long withinMillis) implements Condition {}

  /** A work calendar is open, or a daily span of time is on; see {@link Schedule}. */
  record During(Schedule schedule) implements Condition {}

  /**
   * The last position lies in a zone. A position is a longitude and a latitude of one moment, in
   * degrees.
   */
  record Inside(String zone, String lon, String lat) implements Condition {}

  /**
   * A value farther than so many spreads from what is usual at this hour of the week; see {@link
   * org.yiwang.engine.Baseline}.
   *
   * @param spreads how many
   * @param atLeast a smaller distance is never unusual, however quiet the hour; null for none
   */
  record Unusual(String property, double spreads, @Nullable Quantity atLeast)
      implements Condition {}

  /**
   * A value that stands out from those of a span before its hour, by a random cut forest.
   *
   * @param over the score above which it does; about 1 is at the edge of what is usual
   */
  record Forest(String property, double over, long withinMillis) implements Condition {}

  /**
   * So many members of an area are as a condition says at one time.
   *
   * @param devices whether members are devices; else subjects
   * @param number how many at least
   * @param share which part of all members at least, from 0 to 1
   */
  record Members(Condition of, boolean devices, int number, double share) implements Condition {}

  /** Among the members of an area, a condition has begun to hold so many times within a span. */
  record Events(Condition of, boolean devices, int times, long withinMillis) implements Condition {}

  /** An episode of another rule is open; only as what {@link Members} and {@link Events} take. */
  record OfRule(String rule) implements Condition {}

  /** The conditions directly inside this one. */
  default List<Condition> parts() {
    return switch (this) {
      case Limit c -> List.of();
      case Equal c -> List.of();
      case Silent c -> List.of();
      case Moves c -> List.of();
      case Flat c -> List.of();
      case Spike c -> List.of();
      case During c -> List.of();
      case Inside c -> List.of();
      case Unusual c -> List.of();
      case Forest c -> List.of();
      case Members c -> List.of(c.of());
      case Events c -> List.of(c.of());
      case OfRule c -> List.of();
      case Sustained c -> List.of(c.of());
      case Still c -> c.of() == null ? List.of(c.after()) : List.of(c.of(), c.after());
      case Count c -> List.of(c.of());
      case Then c -> List.of(c.first(), c.second());
      case Missing c -> List.of(c.after(), c.expected());
      case All c -> c.of();
      case Any c -> c.of();
      case Not c -> List.of(c.of());
    };
  }

  /**
   * Whether it holds of a subject of which nothing was ever heard.
   *
   * @param open whether schedules are open
   */
  default boolean holdsUnheard(boolean open) {
    return switch (this) {
      case All c -> c.of().stream().allMatch(part -> part.holdsUnheard(open));
      case Any c -> c.of().stream().anyMatch(part -> part.holdsUnheard(open));
      case Not c -> !c.of().holdsUnheard(open);
      case During c -> open;
      default -> false;
    };
  }

  /** All of these hold. */
  record All(List<Condition> of) implements Condition {}

  /** At least one of these holds. */
  record Any(List<Condition> of) implements Condition {}

  /** This does not hold. */
  record Not(Condition of) implements Condition {}
}
