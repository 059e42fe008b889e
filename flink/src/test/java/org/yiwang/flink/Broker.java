package org.yiwang.flink;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka, broker and controller in one, with a folder of its own: in this JVM, or in one that
 * can be killed.
 */
public final class Broker implements AutoCloseable {
  private static final int NODE = 1;

  private static final Duration START = Duration.ofMinutes(2);

  /**
   * Below what systems give to those who connect: a port from there could be taken, or a client
   * that looks for a Kafka that is away could find itself behind it.
   */
  private static final int FIRST_PORT = 12_000;

  private static final int PORTS = 18_000;

  private final Runnable stop;
  private final String address;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> notSent = new AtomicReference<>();

  private Broker(Runnable stop, String address) {
    this.stop = stop;
    this.address = address;
    var properties = new Properties();
    properties.setProperty("bootstrap.servers", address);
    admin = Admin.create(properties);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public static Broker start(Path folder) {
    return start(folder, freePort());
  }

  public static Broker start(Path folder, int port) {
    // A machine that is busy with other things does not lose its only broker.
    var server = serve(folder, port, Duration.ofMinutes(2));
    return new Broker(
        () -> {
          server.shutdown();
          server.awaitShutdown();
        },
        "127.0.0.1:" + port);
  }

  /** Starts it, or starts it again over what it left, in a JVM that {@link #close} kills. */
  public static Broker startToBeKilled(Path folder, int port) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Broker.class.getName(),
                folder.toString(),
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolveSibling("kafka.log").toFile())
            .start();
    var broker = new Broker(() -> process.destroyForcibly().onExit().join(), "127.0.0.1:" + port);
    for (var end = System.nanoTime() + START.toNanos(); !broker.answers(); ) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "Kafka does not start: " + Files.readString(folder.resolveSibling("kafka.log")));
      }
      Thread.sleep(200);
    }
    return broker;
  }

  private boolean answers() throws InterruptedException {
    try {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (java.util.concurrent.ExecutionException e) {
      return false;
    }
  }

  /** The JVM that may be killed: one that comes back is let in again after a few seconds. */
  public static void main(String[] args) {
    serve(Path.of(args[0]), Integer.parseInt(args[1]), Duration.ofSeconds(6)).awaitShutdown();
  }

  private static KafkaRaftServer serve(Path folder, int port, Duration session) {
    try {
      int controller = freePort();
      var config = new Properties();
      config.setProperty("process.roles", "broker,controller");
      config.setProperty("node.id", Integer.toString(NODE));
      config.setProperty(
          "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
      config.setProperty("controller.listener.names", "CONTROLLER");
      config.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controller);
      config.setProperty("log.dirs", folder.toAbsolutePath().toString());
      config.setProperty("offsets.topic.num.partitions", "1");
      config.setProperty("offsets.topic.replication.factor", "1");
      config.setProperty("transaction.state.log.num.partitions", "4");
      config.setProperty("transaction.state.log.replication.factor", "1");
      config.setProperty("transaction.state.log.min.isr", "1");
      config.setProperty("group.initial.rebalance.delay.ms", "0");
      // Topics have as many partitions as someone decided, not as many as who asks first gets.
      config.setProperty("auto.create.topics.enable", "false");
      config.setProperty("broker.session.timeout.ms", Long.toString(session.toMillis()));
      config.setProperty("log.initial.task.delay.ms", "3600000");
      if (!Files.exists(folder.resolve("meta.properties"))) {
        format(folder);
      }
      var server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
      server.startup();
      return server;
    } catch (Exception e) {
      throw new IllegalStateException("Kafka does not start", e);
    }
  }

  private static void format(Path folder) throws Exception {
    Files.createDirectories(folder);
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.toAbsolutePath().toString())
        .addDirectory(folder.toAbsolutePath().toString())
        .run();
  }

  public static int freePort() {
    while (true) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue; // Taken: another one.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public String address() {
    return address;
  }

  public void create(String topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
  }

  void send(String topic, int partition, byte[] value) {
    producer.send(
        new ProducerRecord<>(topic, partition, null, value),
        (sent, failure) -> {
          if (failure != null) {
            notSent.compareAndSet(null, failure);
          }
        });
  }

  /** Waits until all is there. */
  void flush() {
    producer.flush();
    var failure = notSent.get();
    if (failure != null) {
      throw new IllegalStateException("Kafka did not take what the test sent", failure);
    }
  }

  /**
   * Committed values by key, in their order, once there are enough; with what comes in another
   * second, so that one too many is seen.
   */
  Map<String, List<String>> read(
      String topic, Predicate<Map<String, List<String>>> isEnough, Duration patience) {
    var properties = new Properties();
    properties.setProperty("bootstrap.servers", address);
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("auto.offset.reset", "earliest");
    var byKey = new LinkedHashMap<String, List<String>>();
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList());
      long end = System.nanoTime() + patience.toNanos();
      while (System.nanoTime() < end && !isEnough.test(byKey)) {
        take(consumer, byKey);
      }
      long extra = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      while (System.nanoTime() < extra) {
        take(consumer, byKey);
      }
    }
    return byKey;
  }

  /** How many records each partition of each topic holds, to tell where something got stuck. */
  String lengths() {
    try {
      var text = new StringBuilder();
      for (var topic : new TreeSet<>(admin.listTopics().names().get())) {
        text.append(lengths(topic)).append('\n');
      }
      return text.toString();
    } catch (Exception e) {
      return "Kafka does not tell the lengths of its topics: " + e;
    }
  }

  /** How many records each partition of a topic holds. */
  public String lengths(String topic) {
    return ends(topic).toString();
  }

  /** How many messages a topic has, those that mark transactions among them. */
  public long length(String topic) {
    return ends(topic).values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<TopicPartition, Long> ends(String topic) {
    var properties = new Properties();
    properties.setProperty("bootstrap.servers", address);
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      return consumer.endOffsets(partitions);
    }
  }

  private static void take(
      KafkaConsumer<byte[], byte[]> consumer, Map<String, List<String>> byKey) {
    var records = consumer.poll(Duration.ofMillis(100));
    for (var record : records) {
      var key = new String(record.key(), StandardCharsets.UTF_8);
      byKey
          .computeIfAbsent(key, k -> new ArrayList<>())
          .add(new String(record.value(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    admin.close(Duration.ofSeconds(1));
    stop.run();
  }
}
