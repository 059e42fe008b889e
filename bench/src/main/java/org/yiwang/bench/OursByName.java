package org.yiwang.bench;

import java.nio.charset.StandardCharsets;
import org.yiwang.engine.SeriesNames;

/** Our engine fed with names of device and property, resolved for every reading. */
final class OursByName implements Competitor {
  private static final byte[][] PROPERTIES = {{'a'}, {'b'}, {'c'}};

  private static final int BLOCK = 1_000;

  private final byte[][] device = new byte[BLOCK][];
  private final byte[][] property = new byte[BLOCK][];
  private final int[] ids = new int[BLOCK];
  private final Ours ours;
  private final SeriesNames names = new SeriesNames();
  private final byte[][] devices;

  OursByName(int count, long lateMillis) {
    ours = new Ours(count, 1, lateMillis);
    devices = new byte[count][];
    for (int device = 0; device < count; device++) {
      devices[device] = ("sensor-" + device).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < Stream.SERIES_PER_DEVICE; i++) {
        names.put("sensor-" + device, "abc".substring(i, i + 1), device * 3 + i);
      }
    }
  }

  /** Block by block, as a gateway has them that unpacks a message. */
  @Override
  public void judge(Stream stream, int from, int to) {
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(to - start, BLOCK);
      for (int i = 0; i < count; i++) {
        int of = stream.series[start + i];
        device[i] = devices[of / Stream.SERIES_PER_DEVICE];
        property[i] = PROPERTIES[of % Stream.SERIES_PER_DEVICE];
      }
      names.find(device, property, count, ids);
      for (int i = 0; i < count; i++) {
        ours.take(ids[i], stream.time[start + i], stream.value[start + i]);
      }
    }
    ours.flush();
  }

  @Override
  public void finish(Stream stream) {
    ours.finish(stream);
  }

  @Override
  public long[] findings() {
    return ours.findings();
  }

  @Override
  public long stateBytes() {
    return ours.stateBytes();
  }
}
