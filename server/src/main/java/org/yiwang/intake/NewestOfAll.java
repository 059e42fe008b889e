package org.yiwang.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yiwang.registry.NewestReadings;

/** Answers the registry's pages, which show the newest reading of each datastream. */
@Component
class NewestOfAll implements NewestReadings {
  private final Readings readings;

  NewestOfAll(Readings readings) {
    this.readings = readings;
  }

  @Override
  public Map<Integer, Value> newest(Collection<Integer> datastreams) {
    var found = new HashMap<Integer, Value>();
    for (var id : datastreams) {
      readings
          .findLatest(id)
          .ifPresent(newest -> found.put(id, new Value(newest.time(), newest.value())));
    }
    return found;
  }
}
