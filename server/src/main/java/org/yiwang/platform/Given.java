package org.yiwang.platform;

import org.jspecify.annotations.Nullable;

/** What a request has to bring. */
public final class Given {
  private Given() {}

  /**
   * The value of a field.
   *
   * @throws Refused naming the field where it is missing
   */
  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw Refused.invalid(field, "is missing");
    }
    return value;
  }
}
