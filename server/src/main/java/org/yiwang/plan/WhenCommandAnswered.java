package org.yiwang.plan;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.intake.ReadingBatch;
import org.yiwang.intake.Readings;
import org.yiwang.registry.Datastreams;

/**
 * An order that was carried out becomes a reading: rules such as "still so an hour after the fan
 * was switched on" see it in the one sequence of all readings. Delivered twice, it is a duplicate.
 */
@Component
class WhenCommandAnswered {
  private final Datastreams datastreams;
  private final Readings readings;

  WhenCommandAnswered(Datastreams datastreams, Readings readings) {
    this.datastreams = datastreams;
    this.readings = readings;
  }

  @ApplicationModuleListener
  void on(CommandAnswered event) throws InterruptedException {
    var datastream = datastreams.find(event.device(), event.property());
    if (datastream >= 0) {
      var batch = new ReadingBatch();
      batch.add(datastream, event.at().toEpochMilli(), event.value());
      readings.submitPatiently(batch, "plan").join();
    }
  }
}
