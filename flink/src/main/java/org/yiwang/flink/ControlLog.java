package org.yiwang.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.RuleException;
import org.yiwang.engine.RuleSet;
import org.yiwang.engine.Setting;
import org.yiwang.topics.Control;
import org.yiwang.topics.Shards;

/**
 * The control log as far as it has come, sorted by shard. Every task keeps all of it and makes the
 * same of it. An entry that can't be used is left out with a reason; what was there before goes on.
 *
 * <p>Within a shard series, subjects and sources have numbers of their own, dense and in the order
 * of the log: an engine keeps arrays as long as its greatest number.
 */
final class ControlLog {
  /** Stands for a series that the log does not know; no engine knows it either. */
  static final int UNKNOWN = Integer.MAX_VALUE >> 1;

  /**
   * Rules with what they refer to, from a place of the log on.
   *
   * @param ordinary those that are not about areas or surroundings: no shard sees all of an area
   */
  record Rules(RuleSet ruleSet, RuleSet ordinary, Setting setting) {
    Rules(RuleSet ruleSet, Setting setting) {
      this(ruleSet, ruleSet.only(rule -> !rule.about().isGroup()), setting);
    }
  }

  /** Stands for the shard that has everything, where there is one. */
  private final int whole;

  private final boolean areas;
  private final Map<String, Boolean> isGroup = new HashMap<>();

  /** A series of a shard as the log brought it, all numbers its global ones. */
  record Entry(long place, Catalog.Series series, Catalog.Subject subject, Catalog.Source source) {}

  private final Shards shards;
  private final NavigableMap<Long, Rules> rules = new TreeMap<>();
  private final Map<Integer, Catalog.Source> sources = new HashMap<>();
  private final Map<Integer, Catalog.Subject> subjects = new HashMap<>();
  private final Map<Integer, Integer> shardOfSubject = new HashMap<>();
  private final List<List<Entry>> entries = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int[] local = new int[0];
  private long size;

  /**
   * @param areas whether there is a shard that judges rules about areas
   */
  ControlLog(Shards shards, boolean areas) {
    this.shards = shards;
    this.areas = areas;
    this.whole = shards.count();
    for (int shard = 0; shard <= whole; shard++) {
      entries.add(new ArrayList<>());
    }
  }

  /**
   * Takes the next entry; one that was there before is passed over.
   *
   * @throws IllegalStateException where entries between are missing: what follows would be judged
   *     by the wrong rules
   */
  void add(long place, byte[] message) {
    if (place < size) {
      return;
    }
    if (place > size) {
      throw new IllegalStateException(
          "the control log goes on at " + place + " after " + size + " entries; is it cut?");
    }
    size++;
    try {
      var control = Control.read(message);
      control.sources().forEach(source -> sources.put(source.id(), source));
      control.subjects().forEach(subject -> subjects.putIfAbsent(subject.id(), subject));
      control.series().forEach(series -> addSeries(place, series));
      var given = control.rules();
      if (given != null) {
        addRules(place, given);
      }
    } catch (IllegalArgumentException | RuleException e) {
      problem(place, e.getMessage());
    }
  }

  private void addRules(long place, Control.Rules given) {
    var ruleSet = RuleSet.parse(given.files());
    ruleSet.check(given.setting());
    for (var rule : ruleSet.rules()) {
      if (rule.about().isGroup() && !areas) {
        throw new IllegalArgumentException(
            "rule " + rule.id() + " is about areas; only a job with --areas true can judge it");
      }
    }
    // Of a rule that is gone, what it was counts when its episodes are closed.
    ruleSet.rules().forEach(rule -> isGroup.put(rule.id(), rule.about().isGroup()));
    rules.put(place, new Rules(ruleSet, given.setting()));
  }

  private void addSeries(long place, Catalog.Series series) {
    if (local(series.id()) != UNKNOWN) {
      return;
    }
    var subject = subjects.get(series.subject());
    if (subject == null) {
      problem(place, "series " + series.id() + " belongs to no known subject");
      return;
    }
    int shard = shards.ofSource(series.source());
    int other = shardOfSubject.computeIfAbsent(subject.id(), id -> shard);
    if (other != shard) {
      problem(
          place,
          "series "
              + series.id()
              + " comes by a source of another shard than the others of "
              + subject.code()
              + ": they can't be judged together");
      return;
    }
    var source = sources.getOrDefault(series.source(), Catalog.Source.usual(series.source()));
    setLocal(series.id(), entries.get(shard).size());
    var entry = new Entry(place, series, subject, source);
    entries.get(shard).add(entry);
    if (areas) {
      entries.get(whole).add(entry);
    }
  }

  private void setLocal(int series, int number) {
    if (series >= local.length) {
      int before = local.length;
      local = Arrays.copyOf(local, Math.max(series + 1, before * 2));
      Arrays.fill(local, before, local.length, UNKNOWN);
    }
    local[series] = number;
  }

  private void problem(long place, @Nullable String reason) {
    problems.add("control " + place + ": " + reason);
  }

  /** Number of entries so far. */
  long size() {
    return size;
  }

  /** The number that a series has in its shard, or {@link #UNKNOWN}. */
  int local(int series) {
    return series >= 0 && series < local.length ? local[series] : UNKNOWN;
  }

  /** The rules that count when so many entries do; null where there are none yet. */
  @Nullable Rules rules(long upTo) {
    var found = rules.lowerEntry(upTo);
    return found == null ? null : found.getValue();
  }

  /** Series of a shard, in the order of their numbers there. */
  List<Entry> entries(int shard) {
    return entries.get(shard);
  }

  /** The shard that has everything: one more than the others. */
  int whole() {
    return whole;
  }

  /** Whether a rule, of now or of before, is or was about areas or surroundings. */
  boolean isGroup(String rule) {
    return isGroup.getOrDefault(rule, false);
  }

  /** What could not be used and why; the newest last. */
  List<String> problems() {
    return problems;
  }
}
