package org.yiwang.intake;

import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Caller;
import org.yiwang.registry.Datastreams;

/** Which readings a sender may send: those of devices in its area. */
@Component
public class OwnDatastreams {
  private static final String RIGHT = "reading.write";

  private final Datastreams datastreams;

  OwnDatastreams(Datastreams datastreams) {
    this.datastreams = datastreams;
  }

  /** Tells of a datastream's number whether it is the sender's. */
  public IntPredicate of(Caller sender) {
    if (sender.has(RIGHT, "/", null)) {
      return datastream -> true;
    }
    return datastream -> sender.has(RIGHT, datastreams.get(datastream).areaPath(), null);
  }
}
