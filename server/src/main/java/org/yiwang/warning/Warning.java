package org.yiwang.warning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Text;

/**
 * What is wrong with a subject by a rule, from the raising to the clearing.
 *
 * @param level the level it stands at: I red, II orange, III yellow, IV blue
 * @param state {@code open} or {@code cleared}
 * @param device code of the device it is about, where it is not about the subject as a whole
 * @param areaPath path of the grid that was in force when it was raised
 * @param changedAt when the level or the state last changed
 */
public record Warning(
    long id,
    String rule,
    Text ruleName,
    String level,
    String state,
    Instant raisedAt,
    Instant changedAt,
    @Nullable Instant clearedAt,
    Subject subject,
    @Nullable String device,
    String area,
    String areaPath) {

  /** The subject as it was when the warning was raised. */
  public record Subject(long id, String code, String name, String kind, double lon, double lat) {}

  /** The warning as it was when it was open at a level. */
  public Warning openAt(String earlier) {
    return new Warning(
        id, rule, ruleName, earlier, "open", raisedAt, changedAt, null, subject, device, area,
        areaPath);
  }

  public boolean isOpen() {
    return state.equals("open");
  }
}
