package org.yiwang.bench;

import java.nio.charset.StandardCharsets;
import org.yiwang.engine.SeriesNames;

/** Our engine fed with names of device and property, resolved for every reading. */
final class OursByName implements Competitor {
  private static final byte[][] PROPERTIES = {{'a'}, {'b'}, {'c'}};

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

  @Override
  public void judge(Stream stream, int from, int to) {
    for (int i = from; i < to; i++) {
      int of = stream.series[i];
      var device = devices[of / Stream.SERIES_PER_DEVICE];
      int series = names.find(device, PROPERTIES[of % Stream.SERIES_PER_DEVICE]);
      ours.take(series, stream.time[i], stream.value[i]);
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
