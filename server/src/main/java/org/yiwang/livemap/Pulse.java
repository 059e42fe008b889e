package org.yiwang.livemap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Json;

/**
 * What one reader is told again and again while it changes: the numbers, and where the people on
 * duty are. Each reader gets those of the areas it may see.
 */
final class Pulse {
  /** One message. */
  record Beat(String type, String json) {}

  private static final long EVERY_NANOS = 3_000_000_000L;

  private final Now now;
  private final String[] scopes;
  private final @Nullable String areaPath;
  private final Map<Long, String> workers = new HashMap<>();
  private String counts = "";
  private String shown = "";
  private long lastAt;

  Pulse(Now now, String[] scopes, @Nullable String areaPath) {
    this.now = now;
    this.scopes = scopes;
    this.areaPath = areaPath;
    this.lastAt = System.nanoTime() - EVERY_NANOS;
  }

  /** What has changed since the last beat; nothing between two beats. */
  List<Beat> beat() {
    if (scopes.length == 0 || System.nanoTime() - lastAt < EVERY_NANOS) {
      return List.of();
    }
    lastAt = System.nanoTime();
    var beats = new ArrayList<Beat>();
    var onDuty = now.onDuty(scopes, areaPath);
    var newest = Json.write(now.counts(scopes, areaPath, onDuty.persons()));
    if (!newest.equals(counts)) {
      counts = newest;
      beats.add(new Beat("counts", newest));
    }
    for (var worker : onDuty.seen()) {
      var json = Json.write(worker);
      if (!json.equals(workers.put(worker.id(), json))) {
        beats.add(new Beat("worker", json));
      }
    }
    // All of them, not those who left: a reader who comes back after a while has missed some.
    var ids = Json.write(onDuty.seen().stream().map(Now.WorkerView::id).toList());
    if (!ids.equals(shown)) {
      shown = ids;
      beats.add(new Beat("on-duty", ids));
    }
    return beats;
  }
}
