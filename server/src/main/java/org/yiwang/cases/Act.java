package org.yiwang.cases;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action on a case with what belongs to it.
 *
 * @param action as in {@link CaseLife}
 * @param version the version the actor has seen, or null to act on whatever is there now
 * @param data goes into the timeline as it is
 */
public record Act(
    String action,
    Actor actor,
    @Nullable Integer version,
    @Nullable String note,
    List<Long> photos,
    Map<String, ?> data) {

  /** An action with nothing but its name. */
  public static Act of(String action, Actor actor) {
    return new Act(action, actor, null, null, List.of(), Map.of());
  }

  /** What the system does by itself, with its reasons. */
  public static Act bySystem(String action, Map<String, ?> data) {
    return new Act(action, Actor.SYSTEM, null, null, List.of(), data);
  }

  public Act withNote(@Nullable String text) {
    return new Act(action, actor, version, text, photos, data);
  }

  public Act withVersion(@Nullable Integer seen) {
    return new Act(action, actor, seen, note, photos, data);
  }

  public Act withData(Map<String, ?> more) {
    return new Act(action, actor, version, note, photos, more);
  }
}
