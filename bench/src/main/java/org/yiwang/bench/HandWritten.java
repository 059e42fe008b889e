package org.yiwang.bench;

import java.util.Arrays;

/**
 * The limit: the four rules written out by hand for this one stream, over primitive arrays. It
 * knows that each series is in order and keeps nothing for late data. Silences are found on time by
 * one lazy timer a device in a wheel of seconds; durations when the next reading shows them.
 */
final class HandWritten implements Competitor {
  private static final int SLOTS = 1024;
  private static final long SILENT = 600_000;

  private final long[] since;
  private final byte[] state;
  private final long[] heard;
  private final int[] nextInSlot;
  private final int[] slot = new int[SLOTS];
  private final long[] found = new long[4];
  private long newest = Stream.START;
  private long wheelSecond = Stream.START / 1000;

  HandWritten(int devices) {
    since = new long[devices * Stream.SERIES_PER_DEVICE];
    state = new byte[devices * Stream.SERIES_PER_DEVICE];
    heard = new long[devices];
    nextInSlot = new int[devices];
    Arrays.fill(slot, -1);
  }

  @Override
  public void judge(Stream stream, int from, int to) {
    for (int i = from; i < to; i++) {
      int of = stream.series[i];
      long at = stream.time[i];
      double value = stream.value[i];
      int device = of / Stream.SERIES_PER_DEVICE;
      long before = heard[device];
      if (before <= 0) {
        if (before < 0) {
          heard[device] = 0;
        }
        arm(device, at + SILENT);
      }
      if (at > heard[device]) {
        heard[device] = at;
      }
      if (value > 80 || state[of] != 0) {
        excursion(of, at, value);
      }
      if (at > newest) {
        newest = at;
        turnTo(at - Stream.DISORDER);
      }
    }
  }

  /** Bits of a state: 1 in an excursion, 2 above without a break, 4 and 8 durations told. */
  private void excursion(int of, long at, double value) {
    int now = state[of];
    if ((now & 2) != 0) {
      now = durations(of, now, at, value > 80 ? at : at - 1);
    }
    if (value > 80) {
      if ((now & 1) == 0) {
        found[0]++;
      }
      if ((now & 2) == 0) {
        since[of] = at;
      }
      now |= 3;
    } else {
      now &= value < 75 ? 0 : 1;
    }
    state[of] = (byte) now;
  }

  private int durations(int of, int before, long at, long heldTo) {
    int now = before;
    if ((now & 4) == 0 && heldTo - since[of] >= 300_000) {
      found[1]++;
      now |= 4;
    }
    if ((now & 8) == 0 && heldTo - since[of] >= 3_600_000) {
      found[2]++;
      now |= 8;
    }
    return now;
  }

  private void arm(int device, long due) {
    int place = (int) (due / 1000 + 1) & SLOTS - 1;
    nextInSlot[device] = slot[place];
    slot[place] = device;
  }

  private void turnTo(long mark) {
    while (wheelSecond < mark / 1000) {
      wheelSecond++;
      int place = (int) wheelSecond & SLOTS - 1;
      int device = slot[place];
      slot[place] = -1;
      while (device >= 0) {
        int next = nextInSlot[device];
        long due = heard[device] + SILENT;
        if (due < wheelSecond * 1000) {
          found[3]++;
          heard[device] = -1;
        } else {
          arm(device, due);
        }
        device = next;
      }
    }
  }

  @Override
  public void finish(Stream stream) {
    long mark = stream.end();
    turnTo(mark + 999);
    for (int of = 0; of < since.length; of++) {
      if ((state[of] & 2) != 0) {
        state[of] = (byte) durations(of, state[of], mark, mark - 1);
      }
    }
  }

  @Override
  public long[] findings() {
    return found.clone();
  }

  @Override
  public long stateBytes() {
    return since.length * 9L + heard.length * 12L + SLOTS * 4L;
  }
}
