package org.yiwang.detection.remote;

import java.util.Map;
import java.util.Properties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yiwang.topics.Shards;

/**
 * How Kafka is reached; only where {@code yiwang.detection.runtime} is {@code flink}.
 *
 * @param servers bootstrap servers, such as {@code kafka-1:9092,kafka-2:9092}
 * @param readings topic that readings are published on; its partitions never change
 * @param control topic of rules and series, with one partition, kept for ever
 * @param findings topic that findings are read from
 * @param shards what readings are split into, as many as the job has; never changes
 * @param group under which it is kept how far findings were read
 * @param tick how often the job is told the clock, milliseconds
 * @param properties anything else for the Kafka clients, such as TLS and SASL
 */
@ConfigurationProperties("yiwang.kafka")
public record KafkaSettings(
    @DefaultValue("127.0.0.1:9092") String servers,
    @DefaultValue("yiwang.readings") String readings,
    @DefaultValue("yiwang.control") String control,
    @DefaultValue("yiwang.findings") String findings,
    @DefaultValue("" + Shards.USUAL) int shards,
    @DefaultValue("yiwang-server") String group,
    @DefaultValue("1000") long tick,
    @DefaultValue Map<String, String> properties) {

  /** Settings of a client with some of its own. */
  Properties client(String... pairs) {
    var all = new Properties();
    all.setProperty("bootstrap.servers", servers);
    for (var i = 0; i < pairs.length; i += 2) {
      all.setProperty(pairs[i], pairs[i + 1]);
    }
    all.putAll(properties);
    return all;
  }
}
