package org.yiwang.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Kafka that is killed while findings lie in open transactions, and started again over what it
 * left: the job goes on by itself and finds what one engine finds, each once.
 */
class KafkaKilledTest {
  @TempDir Path folder;

  @Test
  void theJobGoesOnByItself() throws Exception {
    var log = new Log(13, 60, 120, true);
    int third = log.groups.size() / 3;
    var kafka = Files.createDirectories(folder.resolve("kafka"));
    int port = Broker.freePort();
    try (var cluster = new Cluster("127.0.0.1:" + port)) {
      try (var broker = Broker.startToBeKilled(kafka, port)) {
        broker.create("readings", Log.PARTITIONS);
        broker.create("control", 1);
        broker.create("findings", 3);
        cluster.start(2, null, UnaryOperator.identity());
        log.publish(0, third, broker);
      }
      try (var broker = Broker.startToBeKilled(kafka, port)) {
        log.publish(third, log.groups.size(), broker);
        DetectionJobTest.expectTheFindingsOfOneEngine(log, broker);
      }
    }
  }
}
