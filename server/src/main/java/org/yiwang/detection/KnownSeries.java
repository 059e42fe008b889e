package org.yiwang.detection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yiwang.engine.Catalog;
import org.yiwang.registry.Datastream;

/**
 * The registry as the engine knows it. Each device is a source with a watermark of its own: one
 * that was cut off and sends its past does not hold up, and is not outrun by, the others.
 */
final class KnownSeries {
  private final Catalog catalog = new Catalog();
  private final Map<String, Integer> sources = new HashMap<>();
  private final Set<Integer> series = new HashSet<>();

  Catalog catalog() {
    return catalog;
  }

  /**
   * Adds what is new; a datastream that changed its subject is known by the old one until a
   * restart.
   */
  void add(List<Datastream> datastreams) {
    for (var one : datastreams) {
      if (!series.add(one.id())) {
        continue;
      }
      var subject = Math.toIntExact(one.subject());
      if (catalog.findSubject(subject) == null) {
        catalog.addSubject(
            subject, one.subjectKind(), one.subjectCode(), one.areaPath(), one.lon(), one.lat());
      }
      var source = sources.computeIfAbsent(one.device(), device -> sources.size());
      catalog.addSeries(one.id(), one.device(), one.property(), one.unit(), subject, source);
    }
  }
}
