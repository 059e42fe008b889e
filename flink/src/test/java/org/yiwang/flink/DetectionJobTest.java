package org.yiwang.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a cluster in this JVM, with a real Kafka: its findings are those of one engine, byte
 * for byte, each once.
 */
class DetectionJobTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final UnaryOperator<DataStream<byte[]>> NOTHING = UnaryOperator.identity();

  @TempDir Path folder;
  private final Log log = new Log(11, 60, 120, true);
  private Broker broker;
  private Cluster cluster;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start(folder.resolve("kafka"));
    broker.create("readings", Log.PARTITIONS);
    broker.create("control", 1);
    broker.create("findings", 3);
    cluster = new Cluster(broker.address());
  }

  @AfterEach
  void stop() {
    cluster.close();
    broker.close();
  }

  private void publish(int from, int to) throws InterruptedException {
    log.publish(from, to, broker);
  }

  private void expectTheFindingsOfOneEngine() {
    expectTheFindingsOfOneEngine(log, broker, cluster::states);
  }

  /**
   * @param states tells what became of the job, where findings differ
   */
  static void expectTheFindingsOfOneEngine(Log log, Broker broker, Supplier<String> states) {
    Map<String, List<String>> expected = log.judgedByOne();
    int count = Log.count(expected);
    var found = broker.read("findings", byKey -> Log.count(byKey) >= count, PATIENCE);
    assertThat(count).isGreaterThan(500);
    Differences.expectNone(new TreeMap<>(found), expected, () -> states.get() + broker.lengths());
  }

  @Test
  void findsWhatOneEngineFinds() throws Exception {
    cluster.start(2, null, NOTHING);
    publish(0, log.groups.size());
    expectTheFindingsOfOneEngine();
  }

  @Test
  void findsTheSameWhenItFailsBetweenCheckpoints() throws Exception {
    FailOnce.HAS_FAILED.set(false);
    cluster.start(2, null, readings -> readings.map(new FailOnce()).uid("fail"));
    publish(0, log.groups.size());
    expectTheFindingsOfOneEngine();
    assertThat(FailOnce.HAS_FAILED).isTrue();
  }

  @Test
  void findsTheSameWhenItIsRescaled() throws Exception {
    int third = log.groups.size() / 3;
    var job = cluster.start(2, null, NOTHING);
    publish(0, third);
    var savepoint = cluster.stop(job, folder.resolve("savepoints"));
    job = cluster.start(4, savepoint, NOTHING);
    publish(third, 2 * third);
    savepoint = cluster.stop(job, folder.resolve("savepoints"));
    cluster.start(1, savepoint, NOTHING);
    publish(2 * third, log.groups.size());
    expectTheFindingsOfOneEngine();
  }

  @Test
  void findsInFilesWhatOneEngineFinds() throws Exception {
    var files = new Log(12, 40, 60, true).forFiles();
    var in = Files.createDirectories(folder.resolve("in"));
    Files.write(in.resolve("control.jsonl"), files.controlLines());
    Files.write(in.resolve("readings.csv"), files.readingLines());
    var out = folder.resolve("out");
    var shards = Integer.toString(Log.SHARDS.count());
    cluster.run(
        JobOptions.parse(
            new String[] {
              "--files",
              in.toString(),
              "--findings",
              out.toString(),
              "--shards",
              shards,
              "--areas",
              "true"
            }));
    var found = new ArrayList<String>();
    try (var parts = Files.walk(out)) {
      for (var part : parts.filter(Files::isRegularFile).toList()) {
        found.addAll(Files.readAllLines(part));
      }
    }
    var expected = files.judgedByOne().values().stream().flatMap(List::stream).toList();
    assertThat(expected.size()).isGreaterThan(100);
    // Which task writes first is not decided.
    Differences.expectNone(
        Map.of("files", found.stream().sorted().toList()),
        Map.of("files", expected.stream().sorted().toList()),
        out::toString);
  }

  @Test
  void isRefusedWhereItCouldNotBeExact() throws Exception {
    var rule =
        """
        rules:
          - id: many
            version: 1
            name: {zh: 试验, en: Trial}
            subject-kind: tank
            about: {area: district}
            levels: {III: {members: {of: {above: {property: methane, limit: 5}}, number: 3}}}
        """;
    var source = new org.yiwang.engine.RuleSource("areas.yaml", rule);
    var entry = org.yiwang.topics.Control.rules(List.of(source), org.yiwang.engine.Setting.none());
    broker.send("control", 0, entry.write());
    broker.flush();
    assertThatThrownBy(() -> Submission.check(Cluster.options(broker.address(), false)))
        .hasMessageContaining("rule many is about areas; only a job with --areas true");
  }
}
