package org.yiwang.people;

import java.util.Collection;
import java.util.Map;

/**
 * How many tasks people have in hand. This module knows of no tasks; the one that hands them out
 * answers, and without it the number is left open.
 */
@FunctionalInterface
public interface OpenTasks {
  /** Open tasks by person's number; a person without any may be left out. */
  Map<Long, Integer> count(Collection<Long> persons);
}
