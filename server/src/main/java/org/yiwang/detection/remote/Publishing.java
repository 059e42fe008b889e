package org.yiwang.detection.remote;

import java.time.Clock;
import java.util.List;
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

  private final KafkaSettings settings;
  private final Clock clock;
  private final Producer producer;
  private final ControlWriter control;
  private final Splitter splitter;
  private final int partitions;
  private int[] shardOf = new int[0];
  private long through;
  private long sinceTick;
  private long tickAt;
  private boolean isBehind = true;

  /** Finds out from Kafka how far it was. */
  Publishing(KafkaSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    producer = new Producer(settings);
    try (var topic = new Topic(settings)) {
      partitions = producer.partitions(settings.readings());
      through = topic.publishedThrough(settings.readings(), partitions);
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
    splitter.flush();
    for (var partition = 0; partition < partitions; partition++) {
      var tick =
          new Tick(
              settings.shards(),
              -1,
              through,
              partition,
              partitions,
              clock.millis(),
              !isBehind,
              control.size());
      producer.send(settings.readings(), partition, tick.write());
    }
    sinceTick = 0;
    tickAt = System.nanoTime();
  }

  private void send(byte[] block) {
    var partition = Shards.partition(ShardBlock.shardOf(block), partitions);
    producer.send(settings.readings(), partition, block);
  }

  @Override
  public void close() {
    producer.close();
  }
}
