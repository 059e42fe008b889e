package org.yiwang.engine.program;

import java.util.List;
import org.yiwang.engine.Trace.Predicate;
import org.yiwang.engine.Zone;

/**
 * The last position lies in a zone. Longitude and latitude come as two readings of one moment; one
 * alone is no position. Slots: the last longitude and latitude with their times, whether the last
 * whole position was inside, its time, and since when.
 */
final class InsideLeaf extends Leaf {
  private static final int LON = 0;
  private static final int LON_AT = 1;
  private static final int LAT = 2;
  private static final int LAT_AT = 3;
  private static final int IN = 4;
  private static final int AT = 5;
  private static final int SINCE = 6;

  private final int slot;
  private final Zone zone;
  private int lonPort;

  InsideLeaf(String path, Layout layout, Zone zone) {
    super(path);
    this.slot = layout.take(7);
    this.zone = zone;
    layout.start(slot + LON_AT, NEVER);
    layout.start(slot + LAT_AT, NEVER);
    layout.start(slot + AT, NEVER);
  }

  /** Which of its two ports is that of the longitude. */
  void lonPort(int port) {
    lonPort = port;
  }

  @Override
  void take(long[] cell, Readings readings, int at) {
    int which = readings.port(at) == lonPort ? LON : LAT;
    cell[slot + which] = Double.doubleToRawLongBits(readings.value(at));
    cell[slot + which + 1] = readings.time(at);
    if (cell[slot + LON_AT] == cell[slot + LAT_AT]) {
      boolean before = cell[slot + IN] != 0;
      double lon = Double.longBitsToDouble(cell[slot + LON]);
      double lat = Double.longBitsToDouble(cell[slot + LAT]);
      boolean now = zone.contains(lon, lat);
      cell[slot + IN] = now ? 1 : 0;
      cell[slot + AT] = readings.time(at);
      cell[slot + SINCE] = now && before ? cell[slot + SINCE] : readings.time(at);
    }
  }

  @Override
  boolean needsEvery() {
    return true;
  }

  @Override
  public boolean holds(long[] cell, long now) {
    return cell[slot + IN] != 0;
  }

  @Override
  public void describe(long[] cell, long now, List<Predicate> into) {
    boolean holds = cell[slot + IN] != 0;
    Long at = cell[slot + AT] == NEVER ? null : cell[slot + AT];
    Long since = holds ? cell[slot + SINCE] : null;
    into.add(new Predicate(path, holds, null, null, null, at, since, null, null, null));
  }
}
