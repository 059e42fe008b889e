package org.yiwang.detection.remote;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.yiwang.intake.StoredReadings;
import org.yiwang.registry.Datastream;
import org.yiwang.topics.Control;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Shards;
import org.yiwang.topics.Splitter;
import org.yiwang.topics.Tick;

/** Publishes for as long as Kafka takes it: readings in the order of their numbers, and ticks. */
final class Publishing implements AutoCloseable {
  /** So many readings without a tick, and there is one whatever the time. */
  private static final int READINGS_A_TICK = 100_000;

  /** No reading is published by a clock told longer ago. */
  private static final long CLOCK_COUNTS_MILLIS = 60_000;

  /** What is further ahead of the clock an engine knows is refused by it. */
  private static final long CLOCK_AHEAD_MILLIS = 300_000;

  private final KafkaSettings settings;
  private final Clock clock;
  private final Producer producer;
  private final ControlWriter control;
  private final Splitter splitter;
  private final int partitions;
  private int[] shardOf = new int[0];
  private long through;
  private volatile long keptThrough;
  private long sinceTick;
  private long tickAt;

  /** The clock as this has told it; what was told before this began counts as long ago. */
  private long toldMillis;

  private boolean isBehind = true;

  /** Finds out from Kafka how far it was. */
  Publishing(KafkaSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    producer = new Producer(settings);
    try (var topic = new Topic(settings)) {
      partitions = producer.partitions(settings.readings());
      through = topic.publishedThrough(settings.readings(), partitions);
      keptThrough = through;
      control = new ControlWriter(producer, topic, settings.control());
    } catch (RuntimeException e) {
      producer.close();
      throw e;
    }
    splitter = new Splitter(new Shards(settings.shards()), ShardBlock.USUAL, this::send);
  }

  /** Number of the last reading that was published. */
  long through() {
    return through;
  }

  /** The same of those that Kafka has for certain: none of them will be published again. */
  long keptThrough() {
    return keptThrough;
  }

  void rules(Control.Rules rules) {
    if (control.write(rules)) {
      tick();
    }
  }

  /** Makes datastreams known; before the first of their readings. */
  void know(List<Datastream> datastreams) {
    for (var one : datastreams) {
      if (one.id() >= shardOf.length) {
        shardOf = java.util.Arrays.copyOf(shardOf, Math.max(one.id() + 1, shardOf.length * 2));
      }
      // As the job does it: by the source, which is the subject.
      shardOf[one.id()] = (int) (one.subject() % settings.shards());
    }
    if (control.write(datastreams)) {
      tick();
    }
  }

  /** Publishes a group, or that part of it which was not published before. */
  void publish(StoredReadings group) {
    var first = (int) Math.min(group.size(), Math.max(0, through + 1 - group.firstSeq()));
    tellTheClockBefore(group, first);
    for (var i = first; i < group.size(); i++) {
      var of = group.datastreams()[i];
      var shard = of < shardOf.length ? shardOf[of] : 0;
      splitter.add(shard, group.firstSeq() + i, of, group.timeMillis()[i], group.values()[i]);
    }
    through = Math.max(through, group.lastSeq());
    sinceTick += group.size() - first;
    if (sinceTick >= READINGS_A_TICK) {
      tick();
    }
  }

  /**
   * Intake looked at its own clock: by the one that the job knows, of before an outage or a sleep
   * of the machine, what came since would seem to be of the future, and would never be judged.
   * Moves nothing: what is published now would be too late for watermarks that followed.
   */
  private void tellTheClockBefore(StoredReadings group, int first) {
    var now = clock.millis();
    var isOld = now - toldMillis >= CLOCK_COUNTS_MILLIS;
    for (var i = first; i < group.size() && !isOld; i++) {
      isOld = now > toldMillis && group.timeMillis()[i] - toldMillis > CLOCK_AHEAD_MILLIS;
    }
    if (isOld) {
      tick(false);
    }
  }

  /** From now on, or no longer, what is published was missed before. */
  void behind(boolean is) {
    isBehind = is;
  }

  /** Sends what waits for its block to be full, and a tick if it is time for one. */
  void flush() {
    splitter.flush();
    if (System.nanoTime() - tickAt >= settings.tick() * 1_000_000) {
      tick();
    }
  }

  private void tick() {
    tick(!isBehind);
  }

  private void tick(boolean moves) {
    splitter.flush();
    toldMillis = clock.millis();
    var upTo = through;
    // A tick is kept behind all that was sent to its partition before.
    var left = new AtomicInteger(partitions);
    for (var partition = 0; partition < partitions; partition++) {
      var tick =
          new Tick(
              settings.shards(),
              -1,
              through,
              partition,
              partitions,
              toldMillis,
              moves,
              control.size());
      producer.send(
          settings.readings(),
          partition,
          tick.write(),
          () -> {
            if (left.decrementAndGet() == 0) {
              keptThrough = upTo;
            }
          });
    }
    sinceTick = 0;
    if (moves) {
      tickAt = System.nanoTime();
    }
  }

  private void send(byte[] block) {
    var partition = Shards.partition(ShardBlock.shardOf(block), partitions);
    producer.send(settings.readings(), partition, block, () -> {});
  }

  @Override
  public void close() {
    producer.close();
  }
}
