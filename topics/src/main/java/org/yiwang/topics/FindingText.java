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
  private FindingText() {}

  /** The same finding gives the same bytes. */
  public static byte[] write(Finding finding) {
    return Text.JSON.writeValueAsBytes(Told.of(finding));
  }

  /**
   * @throws IllegalArgumentException where it is none
   */
  public static Finding read(byte[] message) {
    return Text.read(message, Told.class).finding();
  }

  /** A finding with all its parts, as it stands in the topic. */
  private record Told(
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
      Trace trace) {

    static Told of(Finding finding) {
      return new Told(
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
          finding.trace());
    }

    Finding finding() {
      return new Finding(
          key,
          rule,
          ruleVersion,
          subject,
          device,
          area,
          kind,
          level,
          episodeStartMillis,
          timeMillis,
          trace);
    }
  }
}
