package org.yiwang.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's way in.
 *
 * @param person the person's number in {@code people}, or null for somebody from outside
 * @param disabled whether nobody gets in with it any more
 * @param lockedUntil after too many wrong passwords, until then; else null
 */
public record Account(
    long id,
    String login,
    String name,
    @Nullable Long person,
    boolean disabled,
    @Nullable Instant lockedUntil,
    List<Held> roles) {

  /**
   * A role held.
   *
   * @param area code of the area it holds in, with all below it; null is everywhere
   * @param category a case type it is limited to, or null for all
   */
  public record Held(String role, @Nullable String area, @Nullable String category) {}
}
