package org.yiwang.topics;

import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Finding;
import org.yiwang.engine.FindingKind;
import org.yiwang.engine.Level;
import org.yiwang.engine.Trace;

/**
 * A finding as JSON: the names of its parts are those of {@link Finding}, what is null is left out.
 */
public final class FindingText {
  private record Written(
      String key,
      String rule,
      int ruleVersion,
      int subject,
      @Nullable String device,
      @Nullable String area,
      FindingKind kind,
      @Nullable Level level,
      long episodeStartMillis,
      long timeMillis,
      Trace trace) {}

  private FindingText() {}

  /** The same finding gives the same bytes. */
  public static byte[] write(Finding finding) {
    return Text.JSON.writeValueAsBytes(
        new Written(
            finding.key(),
            finding.rule(),
            finding.ruleVersion(),
            finding.subject(),
            finding.device(),
            finding.area(),
            finding.kind(),
            finding.level(),
            finding.episodeStartMillis(),
            finding.timeMillis(),
            finding.trace()));
  }

  /**
   * @throws IllegalArgumentException where it is none
   */
  public static Finding read(byte[] message) {
    var read = Text.read(message, Written.class);
    return new Finding(
        read.key(),
        read.rule(),
        read.ruleVersion(),
        read.subject(),
        read.device(),
        read.area(),
        read.kind(),
        read.level(),
        read.episodeStartMillis(),
        read.timeMillis(),
        read.trace());
  }
}
