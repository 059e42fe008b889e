package org.yiwang.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Kafka that is killed while findings lie in open transactions, and started again over what it
 * left: the job goes on by itself and finds what one engine finds, each once.
 */
class KafkaKilledTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

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
        DetectionJobTest.expectTheFindingsOfOneEngine(log, broker, cluster::states);
      }
    }
  }

  /** A transaction would have ended while Kafka was away, and with it what lay in it. */
  @Test
  void atLeastOnceNothingIsLostThoughKafkaIsAwayForLongerThanATransactionLasts() throws Exception {
    var log = new Log(14, 60, 120, true);
    int third = log.groups.size() / 3;
    var kafka = Files.createDirectories(folder.resolve("kafka"));
    int port = Broker.freePort();
    var address = "127.0.0.1:" + port;
    var options =
        JobOptions.parse(
            new String[] {
              "--kafka", address,
              "--readings", "readings",
              "--control", "control",
              "--findings", "findings",
              "--shards", Integer.toString(Log.SHARDS.count()),
              "--areas", "true",
              "--checkpoint-ms", "200",
              "--delivery", "at-least-once",
              "--kafka.transaction.timeout.ms", "1500",
              "--kafka.delivery.timeout.ms", "1500",
              "--kafka.request.timeout.ms", "1000"
            });
    try (var cluster = new Cluster(address)) {
      try (var broker = Broker.startToBeKilled(kafka, port)) {
        broker.create("readings", Log.PARTITIONS);
        broker.create("control", 1);
        broker.create("findings", 3);
        cluster.start(2, options);
        log.publish(0, third, broker);
      }
      Thread.sleep(4_000);
      try (var broker = Broker.startToBeKilled(kafka, port)) {
        log.publish(third, log.groups.size(), broker);
        expectEachFindingOnceOrMore(log, broker, cluster);
      }
    }
  }

  /** Each as it comes for the first time is in its place; what comes again has come before. */
  private static void expectEachFindingOnceOrMore(Log log, Broker broker, Cluster cluster) {
    var expected = log.judgedByOne();
    var found = new TreeMap<String, List<String>>();
    for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
      found.clear();
      broker
          .read("findings", Log.count(expected), Duration.ofSeconds(2))
          .forEach((key, all) -> found.put(key, all.stream().distinct().toList()));
      if (Log.count(found) >= Log.count(expected)) {
        break;
      }
    }
    Differences.expectNone(found, expected, () -> cluster.states() + broker.lengths());
  }
}
