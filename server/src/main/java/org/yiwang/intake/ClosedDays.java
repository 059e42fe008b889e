package org.yiwang.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.dayfiles.DayWriter;
import org.yiwang.history.DayFile;
import org.yiwang.history.History;
import org.yiwang.history.HistorySettings;
import org.yiwang.platform.Deadlines;
import org.yiwang.platform.Settings;

/**
 * Moves the readings of closed days from their partitions into day files, by night. A file is
 * written, read back and compared first; then its row appears and the partition goes in one commit.
 * Cut off anywhere, the next run begins again, and until that commit nothing has changed for
 * anybody. What comes late for a day that has its file gets a partition anew, and is merged into a
 * new file by the next run.
 */
@Component
public class ClosedDays {
  private static final Logger log = LoggerFactory.getLogger(ClosedDays.class);
  private static final String KIND = "closed-days";
  private static final LocalTime BY_NIGHT = LocalTime.of(2, 10);
  private static final Duration AFTER_START = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofMinutes(10);

  /** A start completes the newest readings from those not written yet: they must not be gone. */
  private static final String KEEP_LATEST =
      """
      insert into intake.latest (datastream, time, value)
      select distinct on (datastream) datastream, time, value from intake.%s
      where seq > (select latest_seq from intake.head)
      order by datastream, time desc
      on conflict (datastream) do update set time = excluded.time, value = excluded.value
      where excluded.time > latest.time
      """;

  /** Where a run is; tests stop it at each. */
  enum Step {
    WRITTEN,
    ENFORCED,
    COMMITTED,
    SWEPT
  }

  private final DataSource database;
  private final TransactionTemplate transaction;
  private final Readings readings;
  private final History history;
  private final HistorySettings policy;
  private final LateReadings late;
  private final Deadlines deadlines;
  private final Clock clock;
  private final Settings settings;
  private Consumer<Step> passing = step -> {};

  ClosedDays(
      DataSource database,
      Readings readings,
      History history,
      HistorySettings policy,
      LateReadings late,
      Deadlines deadlines,
      Clock clock,
      Settings settings) {
    this.database = database;
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    this.readings = readings;
    this.history = history;
    this.policy = policy;
    this.late = late;
    this.deadlines = deadlines;
    this.clock = clock;
    this.settings = settings;
    deadlines.on(KIND, key -> runAndSetNext());
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    if (!settings.tool()) {
      var every = policy.every();
      set(clock.instant().plus(every == null ? AFTER_START : every));
    }
  }

  void runAndSetNext() {
    var isDone = run();
    var now = clock.instant();
    var every = policy.every();
    if (every != null) {
      set(now.plus(every));
      return;
    }
    var tonight =
        LocalDate.ofInstant(now, settings.zone()).atTime(BY_NIGHT).atZone(settings.zone());
    var next = tonight.toInstant().isAfter(now) ? tonight : tonight.plusDays(1);
    set(isDone ? next.toInstant() : now.plus(AGAIN));
  }

  /** One entry a moment: a restart in between adds none for the same night. */
  private void set(Instant at) {
    deadlines.set(KIND, at.toString(), at);
  }

  /**
   * Moves all that is closed, deletes what the policy keeps no longer; never two at a time.
   *
   * @return whether nothing is left to be done today
   */
  public synchronized boolean run() {
    var isDone = true;
    var today = LocalDate.ofInstant(clock.instant(), settings.zone());
    var closedBefore =
        today.minusDays(policy.hotDays() - 1L).atStartOfDay(settings.zone()).toInstant();
    try {
      for (var partition : list()) {
        if (partition.toMillis() <= closedBefore.toEpochMilli()) {
          isDone &= move(partition);
        }
      }
      history.retire(today);
      history.sweep();
      late.forgetOld(clock.instant());
      passing.accept(Step.SWEPT);
    } catch (SQLException | RuntimeException e) {
      log.warn("The history goes on later: {}", e.getMessage());
      return false;
    }
    return isDone;
  }

  private java.util.List<Partitions.Partition> list() throws SQLException {
    try (var connection = database.getConnection()) {
      return Partitions.list(connection, settings.zone());
    }
  }

  private boolean move(Partitions.Partition partition) throws SQLException {
    var through = newest(partition);
    if (through > readings.judgedThrough()) {
      // A start may have to judge them again, and does so in the order they came.
      return false;
    }
    var files = new ArrayList<DayFile>();
    for (var day = day(partition.fromMillis());
        startOf(day) < partition.toMillis();
        day = day.plusDays(1)) {
      if (hasRows(partition, day)) {
        var of = day;
        files.add(history.write(day, writer -> copy(partition, of, through, writer)));
      }
    }
    passing.accept(Step.WRITTEN);
    var isMoved =
        Boolean.TRUE.equals(
            transaction.execute(status -> {
              var isUnchanged = drop(partition, through);
              if (isUnchanged) {
                files.forEach(history::enforce);
                passing.accept(Step.ENFORCED);
              } else {
                status.setRollbackOnly();
              }
              return isUnchanged;
            }));
    readings.partitionsChanged();
    passing.accept(Step.COMMITTED);
    if (isMoved) {
      files.forEach(file ->
          log.info(
              "{} is a file: {} readings, {} bytes",
              file.day(),
              file.facts().rows(),
              file.bytes()));
    }
    return isMoved;
  }

  /**
   * Drops a partition, unless something was added to it since. It is locked alone at first, so that
   * looking takes no time from anybody who writes to another one.
   */
  private boolean drop(Partitions.Partition partition, long through) {
    var connection = DataSourceUtils.getConnection(database);
    try (var statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '500ms'");
      statement.execute("lock table intake.%s in exclusive mode".formatted(partition.table()));
      try (var rows =
          statement.executeQuery(
              "select exists (select from intake.%s where seq > %d)"
                  .formatted(partition.table(), through))) {
        rows.next();
        if (rows.getBoolean(1)) {
          return false;
        }
      }
      statement.execute(KEEP_LATEST.formatted(partition.table()));
      statement.execute("drop table intake." + partition.table());
      return true;
    } catch (SQLException e) {
      throw new org.springframework.dao.DataAccessResourceFailureException(
          partition.table() + " is in use: " + e.getMessage(), e);
    } finally {
      DataSourceUtils.releaseConnection(connection, database);
    }
  }

  private long newest(Partitions.Partition partition) throws SQLException {
    return ask("select coalesce(max(seq), 0) from intake." + partition.table());
  }

  private boolean hasRows(Partitions.Partition partition, LocalDate day) throws SQLException {
    return ask(
            "select count(*) from (select from intake.%s where %s limit 1) one"
                .formatted(partition.table(), during(day)))
        > 0;
  }

  private long ask(String query) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The numbers are given out and committed in one order: up to one of them nothing is added. */
  private void copy(Partitions.Partition partition, LocalDate day, long through, DayWriter writer) {
    try (Connection connection = database.getConnection()) {
      CopiedRows.read(
          connection,
          "select time, value, datastream from intake.%s where seq <= %d and %s"
              .formatted(partition.table(), through, during(day)),
          writer::add);
    } catch (SQLException e) {
      throw new org.springframework.dao.DataAccessResourceFailureException(
          "readings can't be copied out: " + e.getMessage(), e);
    }
  }

  private String during(LocalDate day) {
    return "time >= '%s' and time < '%s'"
        .formatted(
            Instant.ofEpochMilli(startOf(day)), Instant.ofEpochMilli(startOf(day.plusDays(1))));
  }

  private LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), settings.zone());
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(settings.zone()).toInstant().toEpochMilli();
  }

  /** Lets a test stop a run where it passes a step. */
  void whenPassing(Consumer<Step> stop) {
    passing = stop;
  }
}
