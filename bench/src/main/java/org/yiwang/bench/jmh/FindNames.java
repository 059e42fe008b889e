package org.yiwang.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.yiwang.engine.SeriesNames;

/** One series found by the names of device and property, among 20,000 devices with three each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FindNames {
  private static final int DEVICES = 20_000;
  private static final int TOGETHER = 1_000;
  private static final byte[][] PROPERTIES = {{'a'}, {'b'}, {'c'}};

  private final SeriesNames names = new SeriesNames();
  private final byte[][] devices = new byte[DEVICES][];
  private int next;

  /** The names of readings one after the other, and block by block where each begins and ends. */
  private final byte[] text = new byte[DEVICES * 16];

  private final int[][] spans = new int[DEVICES / TOGETHER][4 * TOGETHER];
  private int nextBlock;
  private final int[] ids = new int[TOGETHER];

  @Setup
  public void begin() {
    var random = new Random(7);
    for (int i = 0; i < DEVICES; i++) {
      for (int p = 0; p < 3; p++) {
        names.put("sensor-" + i, new String(PROPERTIES[p], StandardCharsets.UTF_8), 3 * i + p);
      }
      int other = random.nextInt(i + 1);
      devices[i] = devices[other];
      devices[other] = ("sensor-" + i).getBytes(StandardCharsets.UTF_8);
    }
    write();
  }

  private void write() {
    int end = 0;
    for (int device = 0; device < DEVICES; device++) {
      int[] block = spans[device / TOGETHER];
      int at = device % TOGETHER * 4;
      for (var name : new byte[][] {devices[device], PROPERTIES[device % 3]}) {
        block[at++] = end;
        System.arraycopy(name, 0, text, end, name.length);
        end += name.length;
        block[at++] = end;
      }
    }
  }

  /** The names of a block at once. */
  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  public int[] findTogether() {
    nextBlock = nextBlock + 1 == spans.length ? 0 : nextBlock + 1;
    names.find(text, spans[nextBlock], TOGETHER, ids);
    return ids;
  }

  @Benchmark
  public int find() {
    next = next + 1 == DEVICES ? 0 : next + 1;
    return names.find(devices[next], PROPERTIES[next % 3]);
  }
}
