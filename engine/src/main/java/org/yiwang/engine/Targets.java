package org.yiwang.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything that is judged: subjects, their devices where a rule is about devices, and areas and
 * surroundings where one is about them. Each has a dense id of its own, in the order they were met.
 */
final class Targets {
  enum Kind {
    SUBJECT,
    DEVICE,
    AREA,
    AROUND;

    boolean isGroup() {
      return this == AREA || this == AROUND;
    }
  }

  /**
   * One of them.
   *
   * @param subject number of the subject; -1 for an area
   * @param name of the device, path of the area; empty for a subject
   */
  record Target(Kind kind, int subject, String name) {

    /** How keys of episodes name it. */
    String key() {
      return switch (kind) {
        case SUBJECT, AROUND -> Integer.toString(subject);
        case DEVICE -> subject + "/" + name;
        case AREA -> name;
      };
    }
  }

  /** Stands for the source of a target whose series come by several. */
  static final int SEVERAL = -1;

  private static final int[] NO_SERIES = {};
  private static final Groups.Silence[] NO_SILENCE = {};

  private Target[] all = new Target[0];
  private int count;
  private final Map<Target, Integer> named = new HashMap<>();
  private int[] bySubject = new int[0];

  /** Whether a target is an area or a surrounding, a device; asked for too often to look it up. */
  private boolean[] group = new boolean[0];

  private boolean[] device = new boolean[0];

  int[][] series = new int[0][];

  /** The source of all series of a target, or SEVERAL. */
  int[] source = new int[0];

  Groups.Silence[][] silences = new Groups.Silence[0][];

  int size() {
    return count;
  }

  Target get(int id) {
    return all[id];
  }

  /** The target of a subject, or -1 where none of its series is known. */
  int find(int subject) {
    return subject >= 0 && subject < bySubject.length ? bySubject[subject] : -1;
  }

  int find(Target target) {
    return target.kind() == Kind.SUBJECT ? find(target.subject()) : named.getOrDefault(target, -1);
  }

  int ofSubject(int subject) {
    if (subject >= bySubject.length) {
      int before = bySubject.length;
      bySubject = Arrays.copyOf(bySubject, Math.max(subject + 1, before * 2));
      Arrays.fill(bySubject, before, bySubject.length, -1);
    }
    if (bySubject[subject] < 0) {
      bySubject[subject] = add(new Target(Kind.SUBJECT, subject, ""));
    }
    return bySubject[subject];
  }

  int ofDevice(int subject, String device) {
    return named.computeIfAbsent(new Target(Kind.DEVICE, subject, device), this::add);
  }

  int ofGroup(Target target) {
    return named.computeIfAbsent(target, this::add);
  }

  private int add(Target target) {
    int id = count++;
    if (id == series.length) {
      int larger = Math.max(16, id * 2);
      all = Arrays.copyOf(all, larger);
      series = Arrays.copyOf(series, larger);
      source = Arrays.copyOf(source, larger);
      silences = Arrays.copyOf(silences, larger);
      group = Arrays.copyOf(group, larger);
      device = Arrays.copyOf(device, larger);
      Arrays.fill(series, id, larger, NO_SERIES);
      Arrays.fill(silences, id, larger, NO_SILENCE);
    }
    all[id] = target;
    group[id] = target.kind().isGroup();
    device[id] = target.kind() == Kind.DEVICE;
    return id;
  }

  boolean isGroup(int id) {
    return group[id];
  }

  boolean isDevice(int id) {
    return device[id];
  }

  void addSeries(int target, int id, int ofSource) {
    var siblings = series[target];
    if (siblings.length == 0) {
      source[target] = ofSource;
    } else if (source[target] != ofSource) {
      source[target] = SEVERAL;
    }
    series[target] = Arrays.copyOf(siblings, siblings.length + 1);
    series[target][siblings.length] = id;
  }
}
