package org.yiwang.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds a series by the names of device and property as they come off the wire, as UTF-8 bytes. For
 * the edge, where identities are resolved once.
 *
 * <p>Open addressing in one array of longs, the hash above and the series below, so that a look-up
 * misses the cache once or twice before it compares the names themselves. No object is made for it.
 */
public final class SeriesNames {
  private static final long EMPTY = -1;

  private long[] table = new long[1024];
  private byte[][] deviceOf = new byte[0][];
  private byte[][] propertyOf = new byte[0][];
  private int size;

  /** Each name is kept once, however many series bear it. */
  private final Map<String, byte[]> names = new HashMap<>();

  public SeriesNames() {
    Arrays.fill(table, EMPTY);
  }

  /** Gives a series its names; a later call with the same names takes them over. */
  public void put(String deviceName, String propertyName, int id) {
    if (id >= deviceOf.length) {
      int larger = Math.max(id + 1, deviceOf.length * 2);
      deviceOf = Arrays.copyOf(deviceOf, larger);
      propertyOf = Arrays.copyOf(propertyOf, larger);
    }
    if (size * 2 >= table.length) {
      grow();
    }
    deviceOf[id] = names.computeIfAbsent(deviceName, SeriesNames::bytes);
    propertyOf[id] = names.computeIfAbsent(propertyName, SeriesNames::bytes);
    int hash = hash(deviceOf[id], propertyOf[id]);
    int place = place(hash, deviceOf[id], propertyOf[id]);
    size += table[place] == EMPTY ? 1 : 0;
    table[place] = entry(hash, id);
  }

  /** The id of a series, or -1 where it is not known. */
  public int find(byte[] deviceName, byte[] propertyName) {
    // The series is the lower half; of an empty place that is -1 as well.
    return (int) table[place(hash(deviceName, propertyName), deviceName, propertyName)];
  }

  /** Where an entry stands, or the empty place where it would. */
  private int place(int hash, byte[] deviceName, byte[] propertyName) {
    int mask = table.length - 1;
    int place = hash & mask;
    while (table[place] != EMPTY) {
      int id = (int) table[place];
      if ((int) (table[place] >>> 32) == hash
          && Arrays.equals(deviceOf[id], deviceName)
          && Arrays.equals(propertyOf[id], propertyName)) {
        return place;
      }
      place = place + 1 & mask;
    }
    return place;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 4];
    Arrays.fill(table, EMPTY);
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry != EMPTY) {
        int place = (int) (entry >>> 32) & mask;
        while (table[place] != EMPTY) {
          place = place + 1 & mask;
        }
        table[place] = entry;
      }
    }
  }

  private static long entry(int hash, int id) {
    return (long) hash << 32 | id;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** Spread at the end: names that count up would otherwise fall side by side. */
  private static int hash(byte[] deviceName, byte[] propertyName) {
    int hash = (Arrays.hashCode(deviceName) * 31 + Arrays.hashCode(propertyName)) * 0x9E3779B1;
    return hash ^ hash >>> 15;
  }
}
