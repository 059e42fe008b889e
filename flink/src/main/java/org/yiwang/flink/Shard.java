package org.yiwang.flink;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Engine;
import org.yiwang.engine.FindingSink;
import org.yiwang.engine.ReadingBlock;
import org.yiwang.engine.RuleSet;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Tick;

/**
 * One shard: an engine, and how far it has come. What it makes depends on its messages alone, in
 * their order. A tick that counts on more of the control log than has come waits for it, and all
 * that follows waits behind.
 */
final class Shard {
  private final int id;
  private final ControlLog log;
  private final boolean whole;
  private final ShardCatalog known;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private ControlLog.@Nullable Rules rules;
  private @Nullable Engine engine;
  private long control;
  private long lastSeq = Long.MIN_VALUE;
  private long unjudged;

  Shard(int id, ControlLog log) {
    this.id = id;
    this.log = log;
    this.whole = id == log.whole();
    this.known = new ShardCatalog(whole);
  }

  /**
   * Judges a message, or lets it wait.
   *
   * @param scratch to read blocks into
   * @param findings to add what it makes to
   */
  void take(byte[] message, ShardBlock scratch, List<Made> findings) {
    if (!waiting.isEmpty() || !isReady(message)) {
      waiting.add(message);
      return;
    }
    judge(message, scratch, findings);
  }

  /** To be called when the control log has grown. */
  void goOn(ShardBlock scratch, List<Made> findings) {
    for (var next = waiting.peek(); next != null && isReady(next); next = waiting.peek()) {
      judge(waiting.remove(), scratch, findings);
    }
  }

  private boolean isReady(byte[] message) {
    return !Tick.isTick(message) || Tick.read(message).control() <= log.size();
  }

  private void judge(byte[] message, ShardBlock scratch, List<Made> findings) {
    FindingSink own =
        finding -> {
          // Each rule is judged where all that it is about is known.
          if (log.isGroup(finding.rule()) == whole) {
            findings.add(new Made(finding, known));
          }
        };
    if (!Tick.isTick(message)) {
      scratch.read(message);
      accept(scratch, own);
      return;
    }
    var tick = Tick.read(message);
    counts(tick.control());
    if (engine == null || tick.clockMillis() == Tick.NO_CLOCK) {
      return;
    }
    if (tick.moves()) {
      engine.advanceTo(tick.clockMillis(), own);
    } else {
      engine.resumeAt(tick.clockMillis());
    }
  }

  private void accept(ShardBlock block, FindingSink findings) {
    // What was sent again has been judged: numbers only grow.
    int first = 0;
    while (first < block.size() && block.seq(first) <= lastSeq) {
      first++;
    }
    if (first == block.size()) {
      return;
    }
    lastSeq = block.seq(block.size() - 1);
    if (engine == null) {
      unjudged += block.size() - first;
      return;
    }
    int[] series = block.series();
    for (int i = first; i < block.size() && !whole; i++) {
      series[i] = log.local(series[i]);
    }
    ReadingBlock readings;
    if (first == 0) {
      readings = ReadingBlock.over(series, block.timeMillis(), block.values(), block.size());
    } else {
      readings = new ReadingBlock(block.size() - first);
      readings.fill(series, block.timeMillis(), block.values(), first, block.size());
    }
    engine.accept(readings, findings);
  }

  private RuleSet own(ControlLog.Rules all) {
    return whole ? all.ruleSet() : all.ordinary();
  }

  /** Makes the first so many entries of the control log count. */
  private void counts(long entries) {
    if (entries <= control) {
      return;
    }
    control = entries;
    known.addUpTo(log.entries(id), entries);
    var now = log.rules(entries);
    if (now == null || now == rules) {
      return;
    }
    rules = now;
    var setting = known.setting(now.setting(), log);
    engine =
        engine == null
            ? new Engine(own(now), known.catalog(), setting)
            : Engine.restore(engine.snapshot(), own(now), known.catalog(), setting);
  }

  /** Readings that came before there were rules, or that the engine did not judge. */
  long notJudged() {
    if (engine == null) {
      return unjudged;
    }
    var counts = engine.counts();
    return unjudged + counts.unknown() + counts.tooLate() + counts.ahead() + counts.notFinite();
  }

  /** Readings judged since the shard began. */
  long judged() {
    return engine == null ? 0 : engine.counts().judged();
  }

  /** Messages that wait for the control log. */
  int waiting() {
    return waiting.size();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(id);
    out.writeLong(control);
    out.writeLong(lastSeq);
    out.writeLong(unjudged);
    writeBytes(out, engine == null ? new byte[0] : engine.snapshot());
    out.writeInt(waiting.size());
    for (var message : waiting) {
      writeBytes(out, message);
    }
  }

  /** Reads a shard back; the log must have what it had. */
  static Shard read(DataInput in, ControlLog log) throws IOException {
    var shard = new Shard(in.readInt(), log);
    shard.control = in.readLong();
    shard.lastSeq = in.readLong();
    shard.unjudged = in.readLong();
    var snapshot = readBytes(in);
    shard.known.addUpTo(log.entries(shard.id), shard.control);
    shard.rules = log.rules(shard.control);
    if (shard.rules != null && snapshot.length > 0) {
      var setting = shard.known.setting(shard.rules.setting(), log);
      shard.engine =
          Engine.restore(snapshot, shard.own(shard.rules), shard.known.catalog(), setting);
    }
    for (int i = in.readInt(); i > 0; i--) {
      shard.waiting.add(readBytes(in));
    }
    return shard;
  }

  private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    var bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  int id() {
    return id;
  }
}
