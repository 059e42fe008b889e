package org.yiwang.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * The newest reading of datastreams, for showing beside them. This module knows of no readings; the
 * one that takes them in answers, and without it none are shown.
 */
@FunctionalInterface
public interface NewestReadings {
  /** A value and when it was observed. */
  record Value(Instant time, double value) {}

  /** By datastream number; one without any reading is left out. */
  Map<Integer, Value> newest(Collection<Integer> datastreams);
}
