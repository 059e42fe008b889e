package org.yiwang.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a series by the names of device and property as they come off the wire, as UTF-8 bytes. For
 * the edge, where identities are resolved once.
 *
 * <p>The device is looked up in one table, the property in another that is small enough to stay in
 * the nearest cache. Beside the device stands the number of its first series, and how its others
 * lie around that one: a form which it shares with all devices alike, as objects share a hidden
 * class. So a look-up misses the cache twice, and those of a block miss it together. No object is
 * made for it. For one thread.
 */
public final class SeriesNames {
  /** Stands in a form for a property that its devices don't have. */
  private static final int ABSENT = Integer.MIN_VALUE;

  private static final int[] NO_FORM = {};

  /** Names looked up together: what was fetched for them stays in the nearest cache. */
  private static final int TOGETHER = 64;

  private final NameTable devices = new NameTable();
  private final NameTable properties = new NameTable();

  /**
   * For each form, by number of the property, how far its series lies from the first one. It is
   * looked up without a search, whose length nobody could predict.
   */
  private int[][] forms = new int[16][];

  private final Map<List<Integer>, Integer> formIndex = new HashMap<>();
  private final int[] deviceNumbers = new int[TOGETHER];
  private final int[] propertyNumbers = new int[TOGETHER];

  /** Gives a series its names; a later call with the same names takes them over. */
  public void put(String deviceName, String propertyName, int id) {
    int property = properties.number(bytes(propertyName));
    int device = devices.number(bytes(deviceName));
    long word = devices.word(device);
    int first = word < 0 ? id : (int) (word >>> 32);
    int[] form = word < 0 ? NO_FORM : forms[(int) word];
    devices.setWord(device, (long) first << 32 | form(with(form, property, id - first)));
  }

  private static int[] with(int[] form, int property, int offset) {
    int[] larger = Arrays.copyOf(form, Math.max(form.length, property + 1));
    Arrays.fill(larger, form.length, larger.length, ABSENT);
    larger[property] = offset;
    return larger;
  }

  private int form(int[] offsets) {
    var key = Arrays.stream(offsets).boxed().toList();
    int number = formIndex.computeIfAbsent(key, k -> formIndex.size());
    if (number >= forms.length) {
      forms = Arrays.copyOf(forms, number * 2);
    }
    forms[number] = offsets;
    return number;
  }

  /** The id of a series, or -1 where it is not known. */
  public int find(byte[] deviceName, byte[] propertyName) {
    int property = properties.find(propertyName, 0, propertyName.length);
    return series(devices.find(deviceName, 0, deviceName.length), property);
  }

  /**
   * The ids of many series at once, which is faster than one after the other.
   *
   * @param text the names, as they came
   * @param spans four places in the text a series: from where to where its device is named, and its
   *     property
   */
  public void find(byte[] text, int[] spans, int count, int[] ids) {
    for (int from = 0; from < count; from += TOGETHER) {
      int some = Math.min(TOGETHER, count - from);
      devices.find(text, spans, 4 * from, some, deviceNumbers);
      properties.find(text, spans, 4 * from + 2, some, propertyNumbers);
      for (int i = 0; i < some; i++) {
        ids[from + i] = series(deviceNumbers[i], propertyNumbers[i]);
      }
    }
  }

  private int series(int device, int property) {
    return device < 0 || property < 0 ? -1 : inForm(devices.word(device), property);
  }

  private int inForm(long word, int property) {
    int[] form = forms[(int) word];
    // What is absent lies so far before the first series that the sum is negative.
    return property < form.length ? Math.max(-1, (int) (word >>> 32) + form[property]) : -1;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
