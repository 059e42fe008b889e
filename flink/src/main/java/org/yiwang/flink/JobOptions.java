package org.yiwang.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.yiwang.topics.Shards;

/**
 * What a submission may say.
 *
 * @param kafka bootstrap servers; empty for a run over files
 * @param files folder of a run over files, else empty
 * @param readings topic of readings and ticks
 * @param control topic of the control log, with one partition
 * @param findings topic of findings; of a run over files, their folder
 * @param shards as many as the server splits readings into
 * @param areas whether one task takes all readings besides, for rules about areas
 * @param checkpointMillis findings are seen when a checkpoint is done, so this is their delay
 * @param twiceAllowed whether a finding may be in the topic twice after a failure, under the same
 *     key; else findings leave in transactions
 * @param name of the job; also the head of its transactions' names
 * @param properties for the Kafka clients, such as those of TLS and SASL
 */
record JobOptions(
    String kafka,
    String files,
    String readings,
    String control,
    String findings,
    Shards shards,
    boolean areas,
    long checkpointMillis,
    boolean twiceAllowed,
    String name,
    Properties properties) {

  static final String USAGE =
      """
      Options (those in brackets have a default):
        --kafka HOST:PORT,…       bootstrap servers
        or --files FOLDER         control.jsonl and readings.csv; --findings is a folder then
        [--readings TOPIC]        yiwang.readings
        [--control TOPIC]         yiwang.control
        [--findings TOPIC]        yiwang.findings
        [--shards N]              32; as many as the server's yiwang.kafka.shards
        [--areas true]            rules about areas: one task takes all readings besides
        [--checkpoint-ms N]       1000; findings are seen when a checkpoint is done
        [--delivery HOW]          exactly-once, in transactions; or at-least-once: after a failure a
                                  finding may be there twice, and none is lost however long Kafka
                                  is away. The server passes over what it knows
        [--name NAME]             yiwang-detection
        [--kafka.KEY VALUE …]     for the Kafka clients, such as --kafka.security.protocol SSL
      """;

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  static JobOptions parse(String[] args) {
    Map<String, String> given = new HashMap<>();
    given.put("kafka", "");
    given.put("files", "");
    given.put("readings", "yiwang.readings");
    given.put("control", "yiwang.control");
    given.put("findings", "yiwang.findings");
    given.put("shards", Integer.toString(Shards.USUAL));
    given.put("areas", "false");
    given.put("checkpoint-ms", "1000");
    given.put("delivery", "exactly-once");
    given.put("name", "yiwang-detection");
    var properties = new Properties();
    for (int i = 0; i < args.length; i += 2) {
      var name = args[i].startsWith("--") ? args[i].substring(2) : "";
      boolean isOption = given.containsKey(name);
      if (i + 1 == args.length || !isOption && !name.startsWith("kafka.")) {
        throw new IllegalArgumentException("what is '" + args[i] + "'?");
      }
      if (isOption) {
        given.put(name, args[i + 1]);
      } else {
        properties.setProperty(name.substring("kafka.".length()), args[i + 1]);
      }
    }
    if (text(given, "kafka").isEmpty() == text(given, "files").isEmpty()) {
      throw new IllegalArgumentException("either --kafka or --files is needed");
    }
    return new JobOptions(
        text(given, "kafka"),
        text(given, "files"),
        text(given, "readings"),
        text(given, "control"),
        text(given, "findings"),
        new Shards(Math.toIntExact(number(given, "shards"))),
        Boolean.parseBoolean(text(given, "areas")),
        number(given, "checkpoint-ms"),
        isTwiceAllowed(text(given, "delivery")),
        text(given, "name"),
        properties);
  }

  private static boolean isTwiceAllowed(String delivery) {
    return switch (delivery) {
      case "exactly-once" -> false;
      case "at-least-once" -> true;
      default ->
          throw new IllegalArgumentException(
              "--delivery is exactly-once or at-least-once, not " + delivery);
    };
  }

  private static String text(Map<String, String> given, String name) {
    return given.getOrDefault(name, "");
  }

  private static long number(Map<String, String> given, String name) {
    try {
      return Long.parseLong(text(given, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + name + " takes a number, not " + text(given, name), e);
    }
  }
}
