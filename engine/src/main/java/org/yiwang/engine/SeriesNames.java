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
 * class. So a look-up misses the cache once. No object is made for it. For one thread.
 */
public final class SeriesNames {
  private static final int[] NO_FORM = {};

  private final NameTable devices = new NameTable();
  private final NameTable properties = new NameTable();

  /** For each form its properties, each with how far its series lies from the first one. */
  private int[][] forms = new int[16][];

  private final Map<List<Integer>, Integer> formIndex = new HashMap<>();
  private int[] places = new int[0];

  /** Gives a series its names; a later call with the same names takes them over. */
  public void put(String deviceName, String propertyName, int id) {
    int property = properties.number(properties.place(bytes(propertyName)));
    int device = devices.place(bytes(deviceName));
    long word = devices.word(device);
    int first = word < 0 ? id : (int) (word >>> 32);
    int[] form = word < 0 ? NO_FORM : forms[(int) word];
    devices.setWord(device, (long) first << 32 | form(with(form, property, id - first)));
  }

  private static int[] with(int[] form, int property, int offset) {
    int at = 0;
    while (at < form.length && form[at] != property) {
      at += 2;
    }
    int[] larger = Arrays.copyOf(form, Math.max(form.length, at + 2));
    larger[at] = property;
    larger[at + 1] = offset;
    return larger;
  }

  private int form(int[] pairs) {
    var key = Arrays.stream(pairs).boxed().toList();
    int number = formIndex.computeIfAbsent(key, k -> formIndex.size());
    if (number >= forms.length) {
      forms = Arrays.copyOf(forms, number * 2);
    }
    forms[number] = pairs;
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
    if (places.length < count) {
      places = new int[count];
    }
    devices.find(text, spans, 0, count, places);
    properties.find(text, spans, 2, count, ids);
    for (int i = 0; i < count; i++) {
      ids[i] = series(places[i], ids[i]);
    }
  }

  private int series(int device, int place) {
    if (device < 0 || place < 0) {
      return -1;
    }
    int property = properties.number(place);
    long word = devices.word(device);
    int[] form = forms[(int) word];
    for (int i = 0; i < form.length; i += 2) {
      if (form[i] == property) {
        return (int) (word >>> 32) + form[i + 1];
      }
    }
    return -1;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
