package org.yiwang.livemap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Json;

/**
 * The last events of the stream, numbered, for everyone who listens or comes back. Numbers begin at
 * the time of the start, so that those of an earlier run are always smaller: who comes back with
 * one of them is told to take a new snapshot.
 */
@Component
class LiveEvents {
  /** How many events are kept for those who lost the connection for a while. */
  static final int KEPT = 5_000;

  /**
   * One event.
   *
   * @param areaPath for readers of this area; {@code /} for everyone
   * @param person also for this person, wherever they may read; null for nobody
   */
  record Event(long id, String type, String areaPath, @Nullable Long person, String json) {}

  private final ArrayDeque<Event> kept = new ArrayDeque<>();
  private long lastId = System.currentTimeMillis() * 1000;

  void add(String type, String areaPath, Object data) {
    add(type, areaPath, null, data);
  }

  synchronized void add(String type, String areaPath, @Nullable Long person, Object data) {
    lastId++;
    kept.add(new Event(lastId, type, areaPath, person, Json.write(data)));
    if (kept.size() > KEPT) {
      kept.remove();
    }
  }

  synchronized long lastId() {
    return lastId;
  }

  /** Whether everything after a number is still here. */
  synchronized boolean reachesBack(long id) {
    return id == lastId || id < lastId && !kept.isEmpty() && kept.peek().id() <= id + 1;
  }

  /** The events after a number, in order. */
  synchronized List<Event> after(long id) {
    if (id >= lastId) {
      return List.of();
    }
    var result = new ArrayList<Event>();
    for (var iterator = kept.descendingIterator(); iterator.hasNext(); ) {
      var event = iterator.next();
      if (event.id() <= id) {
        break;
      }
      result.addFirst(event);
    }
    return result;
  }
}
