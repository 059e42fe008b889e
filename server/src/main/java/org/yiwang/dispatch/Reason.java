package org.yiwang.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Text;

/**
 * Why a person: the choice, everyone looked at, and who decided if it was a person.
 *
 * @param chosen null where a person chose somebody whom nobody had looked at
 * @param candidates best first
 */
public record Reason(
    @Nullable Verdict chosen, List<Verdict> candidates, @Nullable String decidedBy) {

  /**
   * What was thought of one person.
   *
   * @param distanceMetres from the place of the case, null where unknown
   * @param points the higher the better; null for those who can't be asked
   */
  public record Verdict(
      long personId,
      String person,
      @Nullable Double distanceMetres,
      int openTasks,
      boolean onDuty,
      boolean answersForGrid,
      List<String> skills,
      @Nullable Double points,
      Text verdict) {}
}
