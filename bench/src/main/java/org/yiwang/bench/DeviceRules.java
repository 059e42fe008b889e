package org.yiwang.bench;

import java.io.Serializable;

/**
 * The four rules of one device as one would write them for a keyed function: what is known of its
 * three series and of when it was heard. Durations are told by the reading that shows them or by a
 * timer, whichever comes first.
 */
final class DeviceRules implements Serializable {
  private static final long serialVersionUID = 1;
  static final long SILENT = 600_000;
  private static final int EXCURSION = 1;
  private static final int ABOVE = 2;
  private static final int FIVE = 4;
  private static final int SIXTY = 8;

  private final long[] since = new long[Stream.SERIES_PER_DEVICE];
  private final byte[] state = new byte[Stream.SERIES_PER_DEVICE];
  long heard = Long.MIN_VALUE;
  boolean watched;
  private boolean isSilent;

  /** Takes a reading; true when a series went above, so that its durations want a timer. */
  boolean take(int which, long at, double value, long[] found) {
    if (at > heard) {
      if (!isSilent && heard != Long.MIN_VALUE && at - heard > SILENT) {
        found[3]++;
      }
      isSilent = false;
      heard = at;
    }
    int now = state[which];
    if (now == 0 && value <= 80) {
      return false;
    }
    return excursion(which, now, at, value, found);
  }

  private boolean excursion(int which, int before, long at, double value, long[] found) {
    int now = before;
    boolean above = value > 80;
    if ((now & ABOVE) != 0) {
      now = durations(which, now, above ? at : at - 1, found);
    }
    boolean began = above && (now & ABOVE) == 0;
    if (above) {
      found[0] += (now & EXCURSION) == 0 ? 1 : 0;
      if (began) {
        since[which] = at;
      }
      now |= EXCURSION | ABOVE;
    } else {
      now &= value < 75 ? 0 : EXCURSION;
    }
    state[which] = (byte) now;
    return began;
  }

  private int durations(int which, int before, long heldTo, long[] found) {
    int now = before;
    if ((now & FIVE) == 0 && heldTo - since[which] >= 300_000) {
      found[1]++;
      now |= FIVE;
    }
    if ((now & SIXTY) == 0 && heldTo - since[which] >= 3_600_000) {
      found[2]++;
      now |= SIXTY;
    }
    return now;
  }

  /** What is due at a moment up to which all readings are known. */
  void due(long moment, long[] found) {
    for (int which = 0; which < state.length; which++) {
      if ((state[which] & ABOVE) != 0) {
        state[which] = (byte) durations(which, state[which], moment - 1, found);
      }
    }
    if (!isSilent && heard != Long.MIN_VALUE && moment - heard > SILENT) {
      isSilent = true;
      found[3]++;
    }
  }
}
