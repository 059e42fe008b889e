package org.yiwang.topics;

import org.yiwang.engine.Finding;

/**
 * A finding as JSON: the names of its parts are those of {@link Finding}, what is null is left out.
 */
public final class FindingText {
  private FindingText() {}

  /** The same finding gives the same bytes. */
  public static byte[] write(Finding finding) {
    return Text.JSON.writeValueAsBytes(finding);
  }

  /**
   * @throws IllegalArgumentException where it is none
   */
  public static Finding read(byte[] message) {
    return Text.read(message, Finding.class);
  }
}
