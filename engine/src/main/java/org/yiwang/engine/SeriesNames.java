package org.yiwang.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a series by the names of device and property as they come off the wire, as UTF-8 bytes:
 * open addressing over arrays, no object made for a look-up. For the edge, where identities are
 * resolved once.
 */
public final class SeriesNames {
  private byte[][] device = new byte[1024][];
  private byte[][] property = new byte[1024][];
  private int[] hashes = new int[1024];
  private int[] series = new int[1024];
  private int size;

  public SeriesNames() {
    Arrays.fill(series, -1);
  }

  public void put(String deviceName, String propertyName, int id) {
    if (size * 2 >= series.length) {
      grow();
    }
    put(
        deviceName.getBytes(StandardCharsets.UTF_8),
        propertyName.getBytes(StandardCharsets.UTF_8),
        id);
  }

  /** The id of a series, or -1 where it is not known. */
  public int find(byte[] deviceName, byte[] propertyName) {
    int hash = hash(deviceName, propertyName);
    int mask = series.length - 1;
    int place = hash & mask;
    while (series[place] >= 0) {
      if (hashes[place] == hash
          && Arrays.equals(device[place], deviceName)
          && Arrays.equals(property[place], propertyName)) {
        return series[place];
      }
      place = place + 1 & mask;
    }
    return -1;
  }

  private void put(byte[] deviceName, byte[] propertyName, int id) {
    int hash = hash(deviceName, propertyName);
    int mask = series.length - 1;
    int place = hash & mask;
    while (series[place] >= 0) {
      if (Arrays.equals(device[place], deviceName)
          && Arrays.equals(property[place], propertyName)) {
        series[place] = id;
        return;
      }
      place = place + 1 & mask;
    }
    device[place] = deviceName;
    property[place] = propertyName;
    hashes[place] = hash;
    series[place] = id;
    size++;
  }

  private void grow() {
    var oldDevice = device;
    var oldProperty = property;
    var oldSeries = series;
    int larger = series.length * 4;
    device = new byte[larger][];
    property = new byte[larger][];
    hashes = new int[larger];
    series = new int[larger];
    Arrays.fill(series, -1);
    size = 0;
    for (int i = 0; i < oldSeries.length; i++) {
      if (oldSeries[i] >= 0) {
        put(oldDevice[i], oldProperty[i], oldSeries[i]);
      }
    }
  }

  /** Spread at the end: names that count up would otherwise fall side by side. */
  private static int hash(byte[] deviceName, byte[] propertyName) {
    int hash = (Arrays.hashCode(deviceName) * 31 + Arrays.hashCode(propertyName)) * 0x9E3779B1;
    return hash ^ hash >>> 15;
  }
}
