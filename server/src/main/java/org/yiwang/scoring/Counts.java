package org.yiwang.scoring;

import java.util.Map;

/** What the formulas are computed from: sums over the closed cases of a period. */
record Counts(
    long cases, long onTime, long reworks, long offers, long acceptedInTime, double handleMinutes) {

  Map<String, Object> values() {
    return Map.of(
        "cases", cases,
        "on_time", onTime,
        "reworks", reworks,
        "offers", offers,
        "accepted_in_time", acceptedInTime,
        "handle_minutes", handleMinutes);
  }
}
