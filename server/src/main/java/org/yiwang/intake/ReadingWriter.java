package org.yiwang.intake;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yiwang.intake.Duplicates.Answer;
import org.yiwang.intake.ReadingStore.Key;
import org.yiwang.intake.ReadingStore.Quarantined;

/**
 * The one thread that writes readings: it takes all that waits, numbers it, writes it with one
 * commit, and only then acknowledges and hands on. While a commit runs the next group gathers, so
 * the groups grow with the load by themselves.
 *
 * <p>When the database goes away the group in hand is kept and tried again. If the connection broke
 * during the commit, the head tells whether it took place.
 */
final class ReadingWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ReadingWriter.class);
  private static final int GROUP_ROWS = 10_000;
  private static final long LATEST_EVERY_NANOS = 5_000_000_000L;

  /** What the newest readings may rest in all while they are written, part by part. */
  private static final long LATEST_PAUSES_MILLIS = 3_000;

  private static final long RETRY_MILLIS = 200;

  private record Group(
      List<Submission> submissions,
      int[] accepted,
      StoredReadings rows,
      List<Quarantined> quarantined) {}

  private final DataSource database;
  private final SubmissionQueue queue;
  private final LatestReadings latest;
  private final PastReadings past;
  private final Clock clock;
  private final ReadingStore store;
  private final Duplicates duplicates = new Duplicates();
  private final List<Consumer<StoredReadings>> followers = new CopyOnWriteArrayList<>();
  private final List<Consumer<ReadingBatch.Ahead>> aheadFollowers = new CopyOnWriteArrayList<>();
  private @Nullable Connection connection;
  private long lastSeq;
  private long latestWrittenAt = System.nanoTime();
  private CompletableFuture<Void> latestWriting = CompletableFuture.completedFuture(null);
  private volatile boolean running = true;

  ReadingWriter(
      DataSource database,
      SubmissionQueue queue,
      LatestReadings latest,
      PastReadings past,
      Clock clock) {
    this.database = database;
    this.queue = queue;
    this.latest = latest;
    this.past = past;
    this.clock = clock;
    this.store = new ReadingStore(clock.getZone());
  }

  /** Hands every committed group to the follower, in order, on the writer's thread. */
  void follow(Consumer<StoredReadings> follower) {
    followers.add(follower);
  }

  /** Hands on whose clocks were ahead, after the commit that put their readings aside. */
  void followAhead(Consumer<ReadingBatch.Ahead> follower) {
    aheadFollowers.add(follower);
  }

  /** To be told when a partition was dropped. */
  void partitionsChanged() {
    store.partitionsChanged();
  }

  /** Takes over what the database holds; called before the thread starts. */
  void startFrom(long seq, Consumer<Duplicates> known) {
    lastSeq = seq;
    known.accept(duplicates);
  }

  @Override
  public void run() {
    try {
      while (running) {
        writeGroup(queue.take(GROUP_ROWS));
        if (System.nanoTime() - latestWrittenAt > LATEST_EVERY_NANOS) {
          writeLatestBeside();
        }
      }
    } catch (InterruptedException e) {
      // Stopped. The mark is not set again: what follows asks the database once more.
      log.debug("The writer of readings stops");
    }
    latestWriting.join();
    writeLatest();
    disconnect();
  }

  void stop() {
    running = false;
  }

  private void writeGroup(List<Submission> submissions) throws InterruptedException {
    var group = untilDone(c -> gather(c, submissions));
    var isFirstTry = new boolean[] {true};
    untilDone(c -> {
      if (isFirstTry[0] || !isCommitted(c, group.rows())) {
        isFirstTry[0] = false;
        store.write(c, group.rows(), group.quarantined(), clock.instant());
      }
      return group;
    });
    lastSeq += group.rows().size();
    latest.put(group.rows());
    for (var i = 0; i < submissions.size(); i++) {
      acknowledge(submissions.get(i), group.accepted()[i]);
      var ahead = submissions.get(i).batch().ahead();
      aheadFollowers.forEach(ahead::forEach);
    }
    if (group.rows().size() > 0) {
      followers.forEach(follower -> follower.accept(group.rows()));
    }
  }

  private boolean isCommitted(Connection c, StoredReadings rows) throws SQLException {
    return rows.size() > 0 && store.headSeq(c) >= rows.lastSeq();
  }

  private static void acknowledge(Submission submission, int accepted) {
    var batch = submission.batch();
    // Most have none, and there are tens of thousands a second.
    var refused =
        batch.refusals().isEmpty()
            ? List.<Receipt.Refused>of()
            : batch.refusals().stream()
                .map(r -> new Receipt.Refused(r.index(), r.field(), r.reason()))
                .toList();
    submission.receipt().complete(new Receipt(accepted, batch.size() - accepted, refused));
  }

  /** Drops duplicates and lays the rest out as rows with numbers. */
  private Group gather(Connection c, List<Submission> submissions) throws SQLException {
    var verdicts = judge(submissions);
    // In the tables first: from then on this transaction keeps readings from moving to a file.
    var stored = store.findStored(c, verdicts.asked());
    if (!verdicts.asked().isEmpty()) {
      stored.addAll(past.findStored(verdicts.asked()));
    }
    var rows = new RowBuilder(submissions.stream().mapToInt(s -> s.batch().size()).sum());
    var accepted = new int[submissions.size()];
    var quarantined = new ArrayList<Quarantined>();
    var place = 0;
    var seenInGroup = new HashSet<Key>();
    for (var s = 0; s < submissions.size(); s++) {
      var batch = submissions.get(s).batch();
      for (var i = 0; i < batch.size(); i++) {
        var answer = verdicts.answers()[place++];
        var isNew = answer == Answer.NEW;
        if (answer == Answer.ASK_DATABASE) {
          var key = new Key(batch.datastream(i), batch.timeMillis(i));
          isNew = !stored.contains(key) && seenInGroup.add(key);
        }
        if (isNew) {
          rows.add(batch.datastream(i), batch.timeMillis(i), batch.value(i));
          accepted[s]++;
        }
      }
      for (var refusal : batch.refusals()) {
        quarantined.add(new Quarantined(submissions.get(s).source(), refusal));
      }
    }
    return new Group(submissions, accepted, rows.build(lastSeq + 1), quarantined);
  }

  private record Verdicts(Answer[] answers, Set<Key> asked) {}

  /** Judged once for each group: the memory of times is changed by it, so a retry must not. */
  private @Nullable Verdicts verdictsInHand;

  private Verdicts judge(List<Submission> submissions) {
    if (verdictsInHand != null) {
      return verdictsInHand;
    }
    var answers = new Answer[submissions.stream().mapToInt(s -> s.batch().size()).sum()];
    var asked = new HashSet<Key>();
    var place = 0;
    for (var submission : submissions) {
      var batch = submission.batch();
      for (var i = 0; i < batch.size(); i++) {
        var answer = duplicates.judge(batch.datastream(i), batch.timeMillis(i));
        answers[place++] = answer;
        if (answer == Answer.ASK_DATABASE) {
          asked.add(new Key(batch.datastream(i), batch.timeMillis(i)));
        }
      }
    }
    verdictsInHand = new Verdicts(answers, asked);
    return verdictsInHand;
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException, IOException;
  }

  private <T> T untilDone(Work<T> work) throws InterruptedException {
    while (true) {
      try {
        var result = work.run(connect());
        if (result instanceof Group) {
          verdictsInHand = null;
        }
        return result;
      } catch (SQLException | IOException e) {
        log.warn("Readings wait for the database: {}", e.getMessage());
        disconnect();
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  /** Beside the readings, on a connection of its own: no acknowledgement waits for it. */
  private void writeLatestBeside() {
    latestWrittenAt = System.nanoTime();
    if (latestWriting.isDone()) {
      latestWriting = CompletableFuture.runAsync(this::writeLatest, Thread::startVirtualThread);
    }
  }

  private void writeLatest() {
    var changes = latest.takeChanges();
    if (changes.size() == 0) {
      return;
    }
    try (var own = database.getConnection()) {
      own.setAutoCommit(false);
      store.writeLatest(own, changes, () -> running ? LATEST_PAUSES_MILLIS : 0);
    } catch (SQLException e) {
      latest.keep(changes);
      log.warn("The newest readings are not written: {}", e.getMessage());
    } catch (InterruptedException e) {
      latest.keep(changes);
    }
  }

  private Connection connect() throws SQLException {
    var current = connection;
    if (current == null) {
      current = database.getConnection();
      try {
        store.prepare(current);
      } catch (SQLException e) {
        current.close();
        throw e;
      }
      connection = current;
    }
    return current;
  }

  private void disconnect() {
    var current = connection;
    connection = null;
    if (current != null) {
      try (current) {
        current.rollback();
      } catch (SQLException e) {
        log.debug("A broken connection did not close", e);
      }
    }
  }

  /** Fills the arrays of a group. */
  private static final class RowBuilder {
    private final int[] datastreams;
    private final long[] timeMillis;
    private final double[] values;
    private int size;

    RowBuilder(int capacity) {
      datastreams = new int[capacity];
      timeMillis = new long[capacity];
      values = new double[capacity];
    }

    void add(int datastream, long millis, double value) {
      datastreams[size] = datastream;
      timeMillis[size] = millis;
      values[size] = value;
      size++;
    }

    StoredReadings build(long firstSeq) {
      return new StoredReadings(firstSeq, size, datastreams, timeMillis, values);
    }
  }
}
