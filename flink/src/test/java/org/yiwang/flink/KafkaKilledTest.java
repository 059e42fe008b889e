package org.yiwang.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Kafka that is killed while findings are on their way, and started again over what it left: the
 * job goes on by itself and finds what one engine finds, each once.
 */
class KafkaKilledTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Longer than a transaction lasts, or than a task that fails tries to end its own. */
  private static final Duration LONG = Duration.ofSeconds(8);

  /** Enough for the job to have what was published; with less the test would be milder. */
  private static final Duration FETCHED = Duration.ofSeconds(1);

  private static final Duration FIRST = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void theJobGoesOnByItself() throws Exception {
    killKafka(
        new Log(13, 60, 120, true),
        Duration.ZERO,
        List.of(),
        (log, broker, cluster) ->
            DetectionJobTest.expectTheFindingsOfOneEngine(log, broker, cluster::states));
  }

  /** The other tasks are closed for it, and can't end their transactions. */
  @Test
  void theJobGoesOnThoughATaskFailsWhileKafkaIsAway() throws Exception {
    HoldBack.failWhenOpened();
    killKafka(
        new Log(15, 60, 120, true),
        LONG,
        List.of("--checkpoint-ms", "1000", "--kafka.max.block.ms", "4000"),
        (log, broker, cluster) ->
            DetectionJobTest.expectTheFindingsOfOneEngine(log, broker, cluster::states));
  }

  /** A transaction would have ended while Kafka was away, and with it what lay in it. */
  @Test
  void atLeastOnceNothingIsLostThoughKafkaIsAwayForLongerThanATransactionLasts() throws Exception {
    killKafka(
        new Log(14, 60, 120, true),
        LONG,
        List.of("--delivery", "at-least-once", "--kafka.transaction.timeout.ms", "1500"),
        KafkaKilledTest::expectEachFindingOnceOrMore);
  }

  private interface Expectation {
    void check(Log log, Broker broker, Cluster cluster);
  }

  /**
   * Kills it after a third of the readings. The job has them, and judges most of them only when
   * Kafka is dead, so that it can't send what it finds.
   */
  private void killKafka(Log log, Duration away, List<String> options, Expectation expectation)
      throws Exception {
    int third = log.groups.size() / 3;
    var kafka = Files.createDirectories(folder.resolve("kafka"));
    int port = Broker.freePort();
    var address = "127.0.0.1:" + port;
    HoldBack.close();
    try (var cluster = new Cluster(address)) {
      try (var broker = Broker.startToBeKilled(kafka, port)) {
        broker.create("readings", Log.PARTITIONS);
        broker.create("control", 1);
        broker.create("findings", 3);
        cluster.start(
            2,
            null,
            readings -> readings.map(new HoldBack()).uid("hold"),
            options(address, options));
        log.publish(0, third, broker);
        awaitFindings(broker);
        Thread.sleep(FETCHED);
      }
      HoldBack.open();
      Thread.sleep(away);
      try (var broker = Broker.startToBeKilled(kafka, port)) {
        log.publish(third, log.groups.size(), broker);
        expectation.check(log, broker, cluster);
      }
    } finally {
      HoldBack.open();
    }
  }

  private static JobOptions options(String address, List<String> more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--kafka", address,
                "--readings", "readings",
                "--control", "control",
                "--findings", "findings",
                "--shards", Integer.toString(Log.SHARDS.count()),
                "--areas", "true",
                "--checkpoint-ms", "200"));
    arguments.addAll(more);
    return JobOptions.parse(arguments.toArray(String[]::new));
  }

  /** Where a slow machine brings none before readings are held back, the test is milder. */
  private static void awaitFindings(Broker broker) throws InterruptedException {
    for (long end = System.nanoTime() + FIRST.toNanos();
        broker.length("findings") == 0 && System.nanoTime() < end; ) {
      Thread.sleep(50);
    }
  }

  /** Each as it comes for the first time is in its place; what comes again has come before. */
  private static void expectEachFindingOnceOrMore(Log log, Broker broker, Cluster cluster) {
    var expected = log.judgedByOne();
    int count = Log.count(expected);
    var found = new TreeMap<String, List<String>>();
    broker
        .read("findings", byKey -> distinct(byKey.values()) >= count, PATIENCE)
        .forEach((key, all) -> found.put(key, all.stream().distinct().toList()));
    Differences.expectNone(found, expected, () -> cluster.states() + broker.lengths());
  }

  private static long distinct(Iterable<List<String>> findings) {
    long count = 0;
    for (var all : findings) {
      count += all.stream().distinct().count();
    }
    return count;
  }
}
