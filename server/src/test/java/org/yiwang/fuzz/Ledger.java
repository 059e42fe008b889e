package org.yiwang.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

/**
 * The valid readings that are strewn between the nonsense, as their sender knows them: each that
 * was acknowledged has to be stored. They are of a tank that no mutator knows of.
 */
final class Ledger {
  private final TestServer server;
  private final Tank tank;
  private final AtomicInteger count = new AtomicInteger();
  private final Map<Instant, Double> acknowledged = new ConcurrentHashMap<>();

  Ledger(TestServer server) {
    this.server = server;
    tank = Tank.register(server, "LEDGER", "/500000/500105/500105101/", 106.53, 29.58);
  }

  /** A reading that was never sent before. */
  record Entry(String device, Instant time, double value) {
    byte[] json() {
      return """
      [{"device": "%s", "property": "methane", "time": "%s", "value": %s}]
      """
          .formatted(device, time, value)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  Entry next() {
    var number = count.incrementAndGet();
    return new Entry(tank.sensor(), TestServer.START.minusMillis(number * 250L), number % 20);
  }

  /** The server said that it is stored. */
  void acknowledged(Entry entry) {
    acknowledged.put(entry.time(), entry.value());
  }

  int size() {
    return acknowledged.size();
  }

  void assertAllStored() {
    var stored = new ConcurrentHashMap<Instant, Double>();
    server
        .bean(JdbcClient.class)
        .sql(
            """
            select r.time, r.value
            from intake.reading r
            join registry.datastream s on s.id = r.datastream
            join registry.device d on d.id = s.device
            where d.code = ? and s.property = 'methane'
            """)
        .param(tank.sensor())
        .query(row -> {
          var twice = stored.put(row.getTimestamp(1).toInstant(), row.getDouble(2));
          assertThat(twice).as("stored twice").isNull();
        });
    assertThat(stored).containsAllEntriesOf(acknowledged);
    assertThat(acknowledged).as("sent and not acknowledged").hasSize(count.get());
  }
}
