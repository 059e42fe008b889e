package org.yiwang.engine;

/** Running counts behind {@link Counts}. */
final class Tally {
  long judged;
  long duplicate;
  long tooLate;
  long ahead;
  long notFinite;
  long unknown;
  long late;
  long findings;

  Counts counts() {
    return new Counts(judged, duplicate, tooLate, ahead, notFinite, unknown, late, findings);
  }
}
