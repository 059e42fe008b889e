package org.yiwang.cases;

import static org.yiwang.cases.CaseState.ACCEPTED;
import static org.yiwang.cases.CaseState.ARRIVED;
import static org.yiwang.cases.CaseState.ASSIGNED;
import static org.yiwang.cases.CaseState.CANCELLED;
import static org.yiwang.cases.CaseState.CLOSED;
import static org.yiwang.cases.CaseState.DISPATCHED;
import static org.yiwang.cases.CaseState.FILED;
import static org.yiwang.cases.CaseState.HANDED_IN;
import static org.yiwang.cases.CaseState.REWORK;
import static org.yiwang.cases.CaseState.SUSPENDED;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Text;
import org.yiwang.platform.Texts;

/**
 * The life of a case, as one table: which action leads from which states to which, and the right a
 * person needs for it. What is not in the table can't happen.
 */
public final class CaseLife {
  /**
   * One line of the table.
   *
   * @param to the state it leads to, or null when the state stays
   */
  public record Move(
      String action, Set<CaseState> from, @Nullable CaseState to, String right, Text label) {}

  private static final Set<CaseState> WORKING = EnumSet.of(ASSIGNED, ACCEPTED, ARRIVED, REWORK);
  private static final Set<CaseState> OPEN =
      EnumSet.of(FILED, DISPATCHED, ASSIGNED, ACCEPTED, ARRIVED, HANDED_IN, REWORK);
  private static final Set<CaseState> ALIVE =
      EnumSet.of(FILED, DISPATCHED, ASSIGNED, ACCEPTED, ARRIVED, HANDED_IN, REWORK, SUSPENDED);

  private static final List<Move> MOVES =
      List.of(
          move("dispatch", EnumSet.of(FILED, DISPATCHED), DISPATCHED, "case.dispatch"),
          move("assign", EnumSet.of(FILED, DISPATCHED), ASSIGNED, "case.assign"),
          move("reassign", WORKING, ASSIGNED, "case.assign"),
          move("withdraw", EnumSet.of(ASSIGNED), DISPATCHED, "case.assign"),
          move("return", EnumSet.of(ASSIGNED, ACCEPTED), DISPATCHED, "task.do"),
          move("accept", EnumSet.of(ASSIGNED), ACCEPTED, "task.do"),
          move("arrive", EnumSet.of(ACCEPTED), ARRIVED, "task.do"),
          move("hand-in", EnumSet.of(ARRIVED, REWORK), HANDED_IN, "task.do"),
          move("verify", EnumSet.of(HANDED_IN), CLOSED, "case.verify"),
          move("refuse", EnumSet.of(HANDED_IN), REWORK, "case.verify"),
          move("suspend", OPEN, SUSPENDED, "case.suspend"),
          move("resume", EnumSet.of(SUSPENDED), null, "case.suspend"),
          move("cancel", ALIVE, CANCELLED, "case.cancel"),
          move("take-over", OPEN, null, "case.take-over"),
          move("hand-back", OPEN, null, "case.take-over"),
          move("supervise", OPEN, null, "case.supervise"),
          move("extend", OPEN, null, "case.extend"),
          move("note", ALIVE, null, "case.note"));

  private CaseLife() {}

  /** The whole table. */
  public static List<Move> moves() {
    return MOVES;
  }

  /** The line of an action. */
  public static Optional<Move> find(String action) {
    return MOVES.stream().filter(move -> move.action().equals(action)).findFirst();
  }

  /** What may happen to a case in a state. */
  public static List<Move> from(CaseState state) {
    return MOVES.stream().filter(move -> move.from().contains(state)).toList();
  }

  private static Move move(
      String action, Set<CaseState> from, @Nullable CaseState to, String right) {
    return new Move(action, Set.copyOf(from), to, right, Texts.of("action." + action));
  }
}
