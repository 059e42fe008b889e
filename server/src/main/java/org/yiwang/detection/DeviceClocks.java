package org.yiwang.detection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.engine.Level;
import org.yiwang.engine.Trace;
import org.yiwang.intake.ReadingBatch.Ahead;
import org.yiwang.intake.ReadingParser;
import org.yiwang.intake.Readings;
import org.yiwang.intake.StoredReadings;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastreams;

/**
 * Devices whose clocks run ahead. Their readings are put aside before any rule could see them, so
 * it is said here: a finding about the device, once an episode, which ends with its first reading
 * in time after a minute without one that was not.
 *
 * <p>Who is open is kept in the table in the transaction of the finding. What a crash cuts off is
 * begun by the next reading of the device: it is as sick then.
 */
@Component
class DeviceClocks implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DeviceClocks.class);

  /** Names the rule in findings, warnings and plans. */
  static final String RULE = "device.clock-ahead";

  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Readings readings;
  private final Findings findings;
  private final DeviceFindings kinds;
  private final Datastreams datastreams;
  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Settings settings;

  /** Devices with an open episode, with when a reading was last ahead, by our clock. */
  private final Map<String, Long> lastAhead = new ConcurrentHashMap<>();

  private @Nullable ExecutorService writer;

  DeviceClocks(
      Readings readings,
      Findings findings,
      DeviceFindings kinds,
      Datastreams datastreams,
      JdbcClient sql,
      TransactionTemplate transaction,
      Clock clock,
      Settings settings) {
    this.readings = readings;
    this.findings = findings;
    this.kinds = kinds;
    this.datastreams = datastreams;
    this.sql = sql;
    this.transaction = transaction;
    this.clock = clock;
    this.settings = settings;
  }

  private void ahead(Ahead reading) {
    var device = datastreams.get(reading.datastream()).device();
    if (lastAhead.put(device, reading.nowMillis()) == null) {
      write(device, () -> begin(device, reading));
    }
  }

  /** On the writer's thread, for every reading: nothing is open almost always. */
  private void inTime(StoredReadings group) {
    if (lastAhead.isEmpty()) {
      return;
    }
    var now = clock.millis();
    for (var i = 0; i < group.size(); i++) {
      var device = datastreams.get(group.datastreams()[i]).device();
      var last = lastAhead.get(device);
      if (last != null && now - last >= QUIET.toMillis() && lastAhead.remove(device, last)) {
        write(device, () -> end(device, now));
      }
    }
  }

  private void write(String device, Runnable work) {
    var running = writer;
    if (running != null) {
      running.execute(() -> {
        try {
          transaction.executeWithoutResult(status -> work.run());
        } catch (RuntimeException e) {
          log.warn("The clock of {} is looked at again: {}", device, e.getMessage());
          load();
        }
      });
    }
  }

  private void begin(String device, Ahead reading) {
    var kind = kinds.clockAhead().orElseThrow();
    var of = datastreams.get(reading.datastream());
    var key =
        RULE + ":" + of.subject() + "/" + device + ":" + Long.toString(reading.nowMillis(), 36);
    var isNew =
        sql.sql(
                """
                insert into detection.device_clock (device, datastream, key, began_at)
                values (:device, :datastream, :key, :at) on conflict do nothing
                """)
            .param("device", device)
            .param("datastream", reading.datastream())
            .param("key", key)
            .param("at", Instant.ofEpochMilli(reading.nowMillis()).atOffset(ZoneOffset.UTC))
            .update();
    if (isNew > 0) {
      var open =
          new Open(device, reading.datastream(), key, Instant.ofEpochMilli(reading.nowMillis()));
      var seconds = (reading.timeMillis() - reading.nowMillis()) / 1000.0;
      findings.store(
          finding(open, of.subject(), kind.level(), reading.nowMillis(), seconds), kind.name());
    }
  }

  private record Open(String device, int datastream, String key, Instant beganAt) {}

  private void end(String device, long now) {
    var kind = kinds.clockAhead().orElseThrow();
    sql.sql(
            """
            delete from detection.device_clock where device = ?
            returning device, datastream, key, began_at
            """)
        .param(device)
        .query(Open.class)
        .optional()
        .ifPresent(open ->
            findings.store(
                finding(open, datastreams.get(open.datastream()).subject(), null, now, 0),
                kind.name()));
  }

  private static Findings.Row finding(
      Open open, long subject, @Nullable Level level, long now, double secondsAhead) {
    var start = open.beganAt().toEpochMilli();
    var predicate =
        new Trace.Predicate(
            "clock-ahead",
            level != null,
            secondsAhead,
            (double) ReadingParser.MAX_AHEAD.toSeconds(),
            "s",
            now,
            level == null ? null : start,
            null,
            null,
            null);
    return new Findings.Row(
        open.key(),
        level == null ? "ENDED" : "BEGAN",
        RULE,
        1,
        subject,
        open.device(),
        null,
        level == null ? null : level.name(),
        start,
        now,
        new Trace(start, now, List.of(predicate), List.of(), Map.of(), List.of(), null));
  }

  private void load() {
    lastAhead.clear();
    sql.sql("select device, datastream, key, began_at from detection.device_clock")
        .query(Open.class)
        .list()
        .forEach(open -> lastAhead.put(open.device(), open.beganAt().toEpochMilli()));
  }

  @Override
  public void start() {
    load();
    writer = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("device-clocks").factory());
    readings.followAhead(this::ahead);
    readings.follow(this::inTime);
  }

  @Override
  public void stop() {
    var running = writer;
    writer = null;
    if (running != null) {
      running.close();
    }
  }

  /** Not in a command beside a running server, nor where no track wants to be told. */
  @Override
  public boolean isAutoStartup() {
    return !settings.tool() && kinds.clockAhead().isPresent();
  }

  @Override
  public boolean isRunning() {
    return writer != null;
  }

  /** Before the senders. */
  @Override
  public int getPhase() {
    return 50;
  }
}
