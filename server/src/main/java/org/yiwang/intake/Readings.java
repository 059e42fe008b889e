package org.yiwang.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.OneThread;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastreams;

/**
 * The door for readings: batches go in and are acknowledged after their commit; what is stored can
 * be asked for, followed live, and replayed in the order it was stored.
 */
@Component
public class Readings implements SmartLifecycle {
  /**
   * One value at one time.
   *
   * @param time when it was observed
   * @param value in the unit of its datastream
   */
  public record Value(Instant time, double value) {}

  private static final int REPLAY_ROWS = 10_000;
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Settings settings;
  private final SubmissionQueue queue = new SubmissionQueue();
  private final LatestReadings latest = new LatestReadings();
  private final ReadingWriter writer;
  private final PastReadings past;
  private final Datastreams datastreams;
  private final JdbcClient sql;
  private final JdbcTemplate streaming;
  private final OneThread thread = new OneThread("reading-writer");
  private final AtomicLong judgedThrough = new AtomicLong(Long.MAX_VALUE);

  Readings(
      DataSource database,
      Datastreams datastreams,
      PastReadings past,
      Clock clock,
      Settings settings) {
    this.settings = settings;
    this.past = past;
    this.writer = new ReadingWriter(database, queue, latest, past, clock);
    this.datastreams = datastreams;
    this.sql = JdbcClient.create(database);
    this.streaming = new JdbcTemplate(database);
    streaming.setFetchSize(REPLAY_ROWS);
  }

  /**
   * Takes a batch if there is room.
   *
   * @return completed after the commit
   * @throws Refused when too much is waiting
   */
  public CompletableFuture<Receipt> submit(ReadingBatch batch, String source) {
    return offer(batch, source)
        .orElseThrow(() ->
            Refused.tooMany("too many readings are waiting to be stored", RETRY_AFTER_SECONDS));
  }

  /**
   * Takes a batch if there is room, without waiting.
   *
   * @return completed after the commit, on the writer's thread: what follows must be short; or
   *     empty when too much is waiting
   */
  public Optional<CompletableFuture<Receipt>> offer(ReadingBatch batch, String source) {
    var submission = new Submission(batch, source, new CompletableFuture<>());
    return queue.offer(submission, isUrgent(batch))
        ? Optional.of(submission.receipt())
        : Optional.empty();
  }

  /** Takes a batch, making the sender wait while there is no room. */
  public CompletableFuture<Receipt> submitPatiently(ReadingBatch batch, String source)
      throws InterruptedException {
    var submission = new Submission(batch, source, new CompletableFuture<>());
    queue.put(submission, isUrgent(batch));
    return submission.receipt();
  }

  /** Hands everything stored from now on to a follower, in order, on the writer's thread. */
  public void follow(Consumer<StoredReadings> follower) {
    writer.follow(follower);
  }

  /** Tells of every reading that was refused because the clock of its device is ahead. */
  public void followAhead(Consumer<ReadingBatch.Ahead> follower) {
    writer.followAhead(follower);
  }

  /** Newest reading of a datastream. */
  public Optional<Value> findLatest(int datastream) {
    return Optional.ofNullable(latest.find(datastream));
  }

  /**
   * Readings of a datastream in a period, oldest first.
   *
   * @param from first moment
   * @param to moment after the last
   */
  public List<Value> list(int datastream, Instant from, Instant to, int limit) {
    return past.list(datastream, from, to, limit);
  }

  /** Rows that wait to be stored. */
  public int waiting() {
    return queue.rows();
  }

  /** Somebody will judge; until he tells how far he is, all stays where its order is known. */
  public void willBeJudged() {
    judgedThrough.set(0);
  }

  /**
   * Tells up to which number the one who judges has taken everything in for good. What comes after
   * may be asked for again in the order it came, and stays where that order is known. A lower
   * number than before changes nothing. Where nobody judges, nobody asks.
   */
  public void judgedThrough(long seq) {
    judgedThrough.accumulateAndGet(seq, Math::max);
  }

  /** To be told when a partition was dropped. */
  void partitionsChanged() {
    writer.partitionsChanged();
  }

  long judgedThrough() {
    return judgedThrough.get();
  }

  /** Plays everything stored after a sequence number, in order, in blocks. */
  public void replayAfter(long seq, Consumer<StoredReadings> sink) {
    replay("seq > ?", sink, seq);
  }

  /**
   * Plays what PostgreSQL still has of the readings up to a sequence number, in order, in blocks.
   *
   * @param from readings of an earlier time are left out
   */
  public void replayThrough(long seq, Instant from, Consumer<StoredReadings> sink) {
    replay("seq <= ? and time >= ?", sink, seq, from.atOffset(ZoneOffset.UTC));
  }

  private void replay(String which, Consumer<StoredReadings> sink, Object... limits) {
    var block = new Block(sink);
    inOneTransaction(() ->
        streaming.query(
            """
            select seq, datastream, time, value from intake.reading
            where %s order by seq
            """
                .formatted(which),
            row -> {
              block.add(row);
            },
            limits));
    block.flush();
  }

  /** The driver streams only inside a transaction; otherwise it would load all rows at once. */
  private void inOneTransaction(Runnable work) {
    var manager =
        new org.springframework.jdbc.datasource.DataSourceTransactionManager(
            java.util.Objects.requireNonNull(streaming.getDataSource()));
    new org.springframework.transaction.support.TransactionTemplate(manager)
        .executeWithoutResult(status -> work.run());
  }

  private boolean isUrgent(ReadingBatch batch) {
    for (var i = 0; i < batch.size(); i++) {
      if (datastreams.isLifeSafety(batch.datastream(i))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void start() {
    record Head(long seq, long latestSeq) {}
    var head = sql.sql("select seq, latest_seq from intake.head").query(Head.class).single();
    inOneTransaction(() ->
        streaming.query(
            "select datastream, time, value from intake.latest",
            row -> {
              latest.load(
                  row.getInt(1), row.getTimestamp(2).toInstant().toEpochMilli(), row.getDouble(3));
            }));
    replayAfter(head.latestSeq(), latest::put);
    writer.startFrom(head.seq(), latest::tell);
    thread.start(writer);
  }

  @Override
  public void stop() {
    if (thread.isWanted()) {
      writer.stop();
      thread.stop();
    }
  }

  /** Not in a command beside a running server. */
  @Override
  public boolean isAutoStartup() {
    return !settings.tool();
  }

  @Override
  public boolean isRunning() {
    return thread.isWanted();
  }

  /** Before everything that sends readings, such as the web server and the broker. */
  @Override
  public int getPhase() {
    return 0;
  }

  /** Gathers rows with unbroken numbers into blocks. */
  private static final class Block {
    private final Consumer<StoredReadings> sink;
    private int[] datastreams = new int[REPLAY_ROWS];
    private long[] timeMillis = new long[REPLAY_ROWS];
    private double[] values = new double[REPLAY_ROWS];
    private long firstSeq;
    private int size;

    Block(Consumer<StoredReadings> sink) {
      this.sink = sink;
    }

    void add(ResultSet row) throws SQLException {
      var seq = row.getLong(1);
      if (size == REPLAY_ROWS || size > 0 && seq != firstSeq + size) {
        flush();
      }
      if (size == 0) {
        firstSeq = seq;
      }
      datastreams[size] = row.getInt(2);
      timeMillis[size] = row.getTimestamp(3).toInstant().toEpochMilli();
      values[size] = row.getDouble(4);
      size++;
    }

    void flush() {
      if (size > 0) {
        sink.accept(new StoredReadings(firstSeq, size, datastreams, timeMillis, values));
        datastreams = new int[REPLAY_ROWS];
        timeMillis = new long[REPLAY_ROWS];
        values = new double[REPLAY_ROWS];
        size = 0;
      }
    }
  }
}
