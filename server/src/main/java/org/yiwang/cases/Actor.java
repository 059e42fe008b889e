package org.yiwang.cases;

import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Caller;

/**
 * Who did something to a case.
 *
 * @param kind {@code person}, {@code machine}, {@code rule} or {@code system}
 * @param id number of the person or machine, 0 for rules and the system
 * @param person number in {@code people}, or null
 */
public record Actor(String kind, long id, String name, @Nullable Long person) {
  /** What happens by itself: plans, routing, time limits. */
  public static final Actor SYSTEM = new Actor("system", 0, "system", null);

  public static Actor of(Caller caller) {
    return new Actor(caller.kind(), caller.id(), caller.name(), caller.person());
  }
}
