package org.yiwang.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yiwang.topics.FindingText;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Tick;

/** Shards without Flink: what they find together is what one engine finds, byte for byte. */
class ShardTest {
  private final Map<String, List<String>> lines = new TreeMap<>();
  private final Shard[] shards = new Shard[Log.SHARDS.count()];
  private final ShardBlock scratch = new ShardBlock();
  private final List<Made> made = new ArrayList<>();
  private ControlLog control = new ControlLog(Log.SHARDS, true);
  private Gathering all = new Gathering(control);

  private void take(byte[] message) {
    if (Tick.isTick(message)) {
      var tick = Tick.read(message);
      all.take(message, scratch, made);
      for (int s = tick.partition(); s < shards.length; s += tick.partitions()) {
        shard(s).take(tick.toShard(s).write(), scratch, made);
      }
    } else {
      all.take(message, scratch, made);
      shard(ShardBlock.shardOf(message)).take(message, scratch, made);
    }
    tellMade();
  }

  private Shard shard(int id) {
    if (shards[id] == null) {
      shards[id] = new Shard(id, control);
    }
    return shards[id];
  }

  private void tellMade() {
    for (var one : made) {
      var finding = one.finding();
      lines
          .computeIfAbsent(Log.key(finding), k -> new ArrayList<>())
          .add(new String(FindingText.write(finding), StandardCharsets.UTF_8));
    }
    made.clear();
  }

  @Test
  void findWhatOneEngineFinds() {
    for (int seed = 1; seed <= 20; seed++) {
      lines.clear();
      control = new ControlLog(Log.SHARDS, true);
      all = new Gathering(control);
      java.util.Arrays.fill(shards, null);
      var log = new Log(seed, 40, 120, seed % 2 == 0);
      for (int i = 0; i < log.control.size(); i++) {
        control.add(i, log.control.get(i).write());
      }
      log.groups.forEach(group -> log.messages(group).forEach(m -> take(m.bytes())));
      assertThat(Log.count(lines)).isGreaterThan(300);
      var which = "seed " + seed;
      Differences.expectNone(lines, log.judgedByOne(), () -> which);
    }
  }

  @Test
  void waitForTheControlLogAndPassOverWhatWasSentAgain() throws IOException {
    var log = new Log(7, 40, 120, true);
    int entries = 0;
    for (int group = 0; group < log.groups.size(); group++) {
      // The log lags three groups behind, and every third group is sent twice.
      for (; entries < log.control.size() && log.controlBefore.get(entries) + 3 <= group; ) {
        control.add(entries, log.control.get(entries).write());
        entries++;
        for (var shard : shards) {
          shard.goOn(scratch, made);
        }
        all.goOn(scratch, made);
        tellMade();
      }
      var messages = log.messages(log.groups.get(group));
      messages.forEach(m -> take(m.bytes()));
      if (group % 3 == 0) {
        messages.stream().filter(m -> !Tick.isTick(m.bytes())).forEach(m -> take(m.bytes()));
      }
      if (group % 5 == 2) {
        writeAndReadBack();
      }
    }
    Differences.expectNone(lines, log.judgedByOne(), control.problems()::toString);
  }

  private void writeAndReadBack() throws IOException {
    var whole = new ByteArrayOutputStream();
    all.write(new DataOutputStream(whole));
    all =
        Gathering.read(new DataInputStream(new ByteArrayInputStream(whole.toByteArray())), control);
    for (int i = 0; i < shards.length; i++) {
      if (shards[i] != null) {
        var bytes = new ByteArrayOutputStream();
        shards[i].write(new DataOutputStream(bytes));
        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        shards[i] = Shard.read(in, control);
        assertThat(in.available()).isZero();
      }
    }
  }
}
