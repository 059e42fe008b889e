package org.yiwang.people;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person who might take a task, with the facts to choose by. Those who don't fit are listed too:
 * the reasons why somebody was not chosen are kept with the choice.
 *
 * @param unit the person's unit
 * @param missingSkills skills asked for that the person does not have
 * @param answersForGrid whether the person answers for the grid of the task
 * @param distanceMetres from where the person was last seen, else from the grids they answer for;
 *     null where neither is known
 * @param positionAge since the person was last seen; null where never, and the distance is from the
 *     person's grids
 * @param openTasks as the caller counted
 */
public record Candidate(
    Person person,
    Unit unit,
    @Nullable OnDuty duty,
    List<String> missingSkills,
    boolean answersForGrid,
    @Nullable Double distanceMetres,
    @Nullable Duration positionAge,
    int openTasks) {

  public boolean isOnDuty() {
    return duty != null;
  }
}
