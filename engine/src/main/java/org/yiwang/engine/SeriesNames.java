package org.yiwang.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a series by the names of device and property as they come off the wire, as UTF-8 bytes. For
 * the edge, where identities are resolved once.
 *
 * <p>The device is looked up in one table, the property in another that is small enough to stay in
 * the nearest cache; beside the device stands where the short list of its properties begins. So a
 * look-up misses the cache twice at the most. No object is made for it. For one thread.
 */
public final class SeriesNames {
  private static final int FIRST_ROOM = 4;

  private final NameTable devices = new NameTable();
  private final NameTable properties = new NameTable();

  /**
   * Lists of property and series, one after the other; where a list has outgrown its place, holes.
   */
  private int[] lists = new int[1024];

  private int used;
  private int[] places = new int[0];

  /** Gives a series its names; a later call with the same names takes them over. */
  public void put(String deviceName, String propertyName, int id) {
    int property = properties.number(properties.place(bytes(propertyName)));
    int device = devices.place(bytes(deviceName));
    long list = devices.word(device);
    int start = list < 0 ? room(FIRST_ROOM) : (int) (list >>> 32);
    int count = list < 0 ? 0 : (int) list;
    for (int i = 0; i < count; i++) {
      if (lists[start + 2 * i] == property) {
        lists[start + 2 * i + 1] = id;
        return;
      }
    }
    if (count >= FIRST_ROOM && Integer.bitCount(count) == 1) {
      int larger = room(count * 2);
      System.arraycopy(lists, start, lists, larger, count * 2);
      start = larger;
    }
    lists[start + 2 * count] = property;
    lists[start + 2 * count + 1] = id;
    devices.setWord(device, (long) start << 32 | count + 1);
  }

  private int room(int entries) {
    int start = used;
    used += entries * 2;
    if (used > lists.length) {
      lists = Arrays.copyOf(lists, Math.max(used, lists.length * 2));
    }
    return start;
  }

  /** The id of a series, or -1 where it is not known. */
  public int find(byte[] deviceName, byte[] propertyName) {
    return series(devices.find(deviceName), properties.find(propertyName));
  }

  /** The ids of many series at once, which is faster than one after the other. */
  public void find(byte[][] deviceNames, byte[][] propertyNames, int count, int[] ids) {
    if (places.length < count) {
      places = new int[count];
    }
    devices.find(deviceNames, count, places);
    properties.find(propertyNames, count, ids);
    for (int i = 0; i < count; i++) {
      ids[i] = series(places[i], ids[i]);
    }
  }

  private int series(int device, int place) {
    if (device < 0 || place < 0) {
      return -1;
    }
    int property = properties.number(place);
    long list = devices.word(device);
    int at = (int) (list >>> 32);
    for (int end = at + 2 * (int) list; at < end; at += 2) {
      if (lists[at] == property) {
        return lists[at + 1];
      }
    }
    return -1;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
