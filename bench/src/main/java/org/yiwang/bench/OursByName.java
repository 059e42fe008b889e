package org.yiwang.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.SeriesNames;

/**
 * Our engine fed with names of device and property, as they lie in the messages of a gateway: bytes
 * one after the other. They are resolved for every reading.
 */
final class OursByName implements Competitor {
  private static final int BLOCK = 1_024;
  private static final int LONGEST = 16;

  private final int[] ids = new int[BLOCK];
  private final int[] spans = new int[4 * BLOCK];
  private final long[] times = new long[BLOCK];
  private final double[] values = new double[BLOCK];
  private final ReadingBlock block = new ReadingBlock(0);
  private final Ours ours;
  private final SeriesNames names = new SeriesNames();
  private byte[] text = {};

  /** Where the names of each reading begin in the text. */
  private int[] starts = {};

  OursByName(int count, long lateMillis) {
    ours = new Ours(count, 1, lateMillis);
    for (int device = 0; device < count; device++) {
      for (int i = 0; i < Stream.SERIES_PER_DEVICE; i++) {
        names.put("sensor-" + device, "abc".substring(i, i + 1), device * 3 + i);
      }
    }
  }

  /** As {@link Ours#rehearsed}. */
  OursByName rehearsed() {
    ours.rehearsed();
    return this;
  }

  /** Writes the messages; the first call does it for all, and the first is not measured. */
  private void write(Stream stream) {
    var devices = new byte[stream.devices][];
    for (int device = 0; device < devices.length; device++) {
      devices[device] = ("sensor-" + device).getBytes(StandardCharsets.UTF_8);
    }
    text = new byte[stream.size * LONGEST];
    starts = new int[stream.size + 1];
    int end = 0;
    for (int i = 0; i < stream.size; i++) {
      var device = devices[stream.series[i] / Stream.SERIES_PER_DEVICE];
      starts[i] = end;
      System.arraycopy(device, 0, text, end, device.length);
      end += device.length;
      text[end++] = (byte) ('a' + stream.series[i] % Stream.SERIES_PER_DEVICE);
    }
    starts[stream.size] = end;
    text = Arrays.copyOf(text, end);
  }

  /** Block by block, as a gateway has them that unpacks a message. */
  @Override
  public void judge(Stream stream, int from, int to) {
    if (text.length == 0) {
      write(stream);
    }
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(to - start, BLOCK);
      for (int i = 0; i < count; i++) {
        int end = starts[start + i + 1];
        spans[4 * i] = starts[start + i];
        spans[4 * i + 1] = end - 1;
        spans[4 * i + 2] = end - 1;
        spans[4 * i + 3] = end;
      }
      names.find(text, spans, count, ids);
      System.arraycopy(stream.time, start, times, 0, count);
      System.arraycopy(stream.value, start, values, 0, count);
      ours.judge(block.view(ids, times, values, 0, count));
    }
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
