package org.yiwang.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yiwang.engine.Baseline;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Finding;
import org.yiwang.engine.Setting;
import org.yiwang.engine.Trace;

/**
 * What one shard knows of the catalog, by its own numbers, and the way back to the global ones. For
 * the shard that has everything the two are the same.
 */
final class ShardCatalog {
  private final Catalog catalog = new Catalog();
  private final Map<Integer, Integer> localSubject = new HashMap<>();
  private final Map<Integer, Integer> localSource = new HashMap<>();
  private final List<Integer> subjects = new ArrayList<>();
  private final List<Integer> series = new ArrayList<>();
  private final boolean global;

  ShardCatalog(boolean global) {
    this.global = global;
  }

  /** Adds the entries of a shard up to a place of the control log. */
  void addUpTo(List<ControlLog.Entry> entries, long place) {
    while (series.size() < entries.size() && entries.get(series.size()).place() < place) {
      add(entries.get(series.size()));
    }
  }

  private void add(ControlLog.Entry entry) {
    var of = entry.subject();
    int subject =
        localSubject.computeIfAbsent(
            of.id(),
            id -> {
              subjects.add(id);
              int added = global ? id : subjects.size() - 1;
              catalog.addSubject(added, of.kind(), of.code(), of.areaPath(), of.lon(), of.lat());
              return added;
            });
    var by = entry.source();
    int source =
        localSource.computeIfAbsent(
            by.id(),
            id -> {
              int added = global ? id : localSource.size();
              catalog.addSource(
                  added, by.disorderMillis(), by.latenessMillis(), by.clockLagMillis());
              return added;
            });
    var one = entry.series();
    catalog.addSeries(
        global ? one.id() : series.size(),
        one.device(),
        one.property(),
        one.unit(),
        subject,
        source,
        one.latenessMillis());
    series.add(one.id());
  }

  Catalog catalog() {
    return catalog;
  }

  /** A setting whose baselines go by the numbers of the shard. */
  Setting setting(Setting setting, ControlLog log) {
    if (this.global || setting.baselines().isEmpty()) {
      return setting;
    }
    var own = new HashMap<Integer, Baseline>();
    for (int id : series) {
      var baseline = setting.baselines().get(id);
      if (baseline != null) {
        own.put(log.local(id), baseline);
      }
    }
    return setting.withBaselines(own);
  }

  /** Number of a subject in the city. */
  int toGlobal(int subject) {
    return global ? subject : subjects.get(subject);
  }

  /** The finding as an engine that knows everything would have made it. */
  Finding toGlobal(Finding finding) {
    if (global) {
      return finding;
    }
    int subject = toGlobal(finding.subject());
    // A key is the rule, then the subject by its number, then what tells episodes apart.
    int from = finding.rule().length() + 1;
    int to = from + Integer.toString(finding.subject()).length();
    var key = finding.key().substring(0, from) + subject + finding.key().substring(to);
    return new Finding(
        key,
        finding.rule(),
        finding.ruleVersion(),
        subject,
        finding.device(),
        finding.area(),
        finding.kind(),
        finding.level(),
        finding.episodeStartMillis(),
        finding.timeMillis(),
        toGlobal(finding.trace()));
  }

  private Trace toGlobal(Trace trace) {
    var readings = new ArrayList<Trace.Sample>();
    for (var one : trace.readings()) {
      readings.add(
          new Trace.Sample(
              series.get(one.series()), one.property(), one.timeMillis(), one.value()));
    }
    return new Trace(
        trace.fromMillis(),
        trace.toMillis(),
        trace.predicates(),
        readings,
        trace.millisInLevel(),
        trace.members(),
        trace.note());
  }
}
