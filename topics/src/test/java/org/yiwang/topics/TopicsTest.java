package org.yiwang.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yiwang.engine.Baseline;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Finding;
import org.yiwang.engine.FindingKind;
import org.yiwang.engine.Level;
import org.yiwang.engine.Places;
import org.yiwang.engine.RuleSource;
import org.yiwang.engine.Setting;
import org.yiwang.engine.Trace;
import org.yiwang.engine.WorkCalendar;
import org.yiwang.engine.Zone;

class TopicsTest {
  @Test
  void aBlockReadsAsItWasWritten() {
    var block = new OpenBlock(128, 7, 2);
    block.add(1_000_000_000_001L, 5, -3, Double.NaN);
    block.add(1_000_000_000_009L, Integer.MAX_VALUE, -60_003, -0.0);
    var read = new ShardBlock();
    var message = block.take();
    read.read(message);

    assertThat(ShardBlock.shardOf(message)).isEqualTo(7);
    assertThat(read.shards()).isEqualTo(128);
    assertThat(read.size()).isEqualTo(2);
    assertThat(read.seq(1)).isEqualTo(1_000_000_000_009L);
    assertThat(Arrays.copyOf(read.series(), 2)).containsExactly(5, Integer.MAX_VALUE);
    assertThat(Arrays.copyOf(read.timeMillis(), 2)).containsExactly(-3, -60_003);
    assertThat(Arrays.copyOf(read.values(), 2)).containsExactly(Double.NaN, -0.0);
  }

  @Test
  void aTickReadsAsItWasWritten() {
    var tick = new Tick(128, -1, 42, 3, 4, Tick.NO_CLOCK, true, 9);
    assertThat(Tick.read(tick.write())).isEqualTo(tick);
    assertThat(ShardBlock.shardOf(tick.toShard(77).write())).isEqualTo(77);
    assertThat(Tick.isTick(tick.write())).isTrue();
  }

  @Test
  void whatIsNoMessageIsRefused() {
    assertThatThrownBy(() -> new ShardBlock().read(new byte[32])).hasMessageContaining("no block");
    var block = new OpenBlock(1, 0, 1);
    block.add(1, 1, 1, 1);
    var cut = Arrays.copyOf(block.take(), 40);
    assertThatThrownBy(() -> new ShardBlock().read(cut)).hasMessageContaining("cut short");
    assertThatThrownBy(() -> FindingText.read("[]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readingsAreSplitByShardAndStayInOrder() {
    var sent = new ArrayList<byte[]>();
    var splitter = new Splitter(new Shards(2), 2, sent::add);
    splitter.add(0, 1, 10, 0, 0);
    splitter.add(1, 2, 20, 0, 0);
    splitter.add(0, 3, 11, 0, 0);
    assertThat(sent).hasSize(1);
    splitter.flush();
    assertThat(sent).hasSize(2);
    var block = new ShardBlock();
    block.read(sent.get(0));
    assertThat(block.seq(1)).isEqualTo(3);
    block.read(sent.get(1));
    assertThat(block.shard()).isEqualTo(1);
    assertThat(block.series()[0]).isEqualTo(20);
  }

  @Test
  void whatIsFarFromTheFirstBeginsABlock() {
    var times = List.of(5L, Long.MAX_VALUE, Long.MIN_VALUE, 0L, 1L << 31, -1L);
    var sent = new ArrayList<byte[]>();
    var splitter = new Splitter(new Shards(1), 1_000, sent::add);
    for (int i = 0; i < times.size(); i++) {
      splitter.add(0, 7L + i * (1L << 30), i, times.get(i), i);
    }
    splitter.flush();
    var read = new ArrayList<Long>();
    var seqs = new ArrayList<Long>();
    var block = new ShardBlock();
    for (var message : sent) {
      block.read(message);
      for (int i = 0; i < block.size(); i++) {
        read.add(block.timeMillis()[i]);
        seqs.add(block.seq(i));
      }
    }
    assertThat(read).isEqualTo(times);
    assertThat(seqs).isSorted().last().isEqualTo(7L + 5 * (1L << 30));
    assertThat(sent.size()).isBetween(3, 6);
  }

  @Test
  void rulesAndWhatTheyReferToReadAsTheyWereWritten() {
    var zone = ZoneId.of("Asia/Shanghai");
    var open = List.of(new WorkCalendar.Span(510, 1080));
    var calendar =
        new WorkCalendar(
            zone,
            Map.of(DayOfWeek.MONDAY, open),
            Map.of(LocalDate.of(2026, 10, 1), List.of(new WorkCalendar.Span(0, 60))));
    var median = new double[168];
    median[5] = Double.NaN;
    var setting =
        new Setting(
            zone,
            Map.of("office", calendar),
            new Places(Map.of("/5/", "city"), List.of("city", "district")),
            Map.of("depot", new Zone(List.<double[][]>of(new double[][] {{1, 2}, {3, 4}, {5, 6}}))),
            Map.of(3, new Baseline(zone, median, new double[168])));
    var control = Control.rules(List.of(new RuleSource("a.yaml", "rules:\n")), setting);
    var read = Control.read(control.write());

    assertThat(read.rules())
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(control.rules());
  }

  @Test
  void theCatalogReadsAsItWasWritten() {
    var control =
        Control.catalog(
            List.of(new Catalog.Source(4, 5_000, 120_000, 10_000)),
            List.of(new Catalog.Subject(4, "tank", "T-4", "/5/6/", 106.5, 29.6)),
            List.of(new Catalog.Series(9, "gas", "methane", "%LEL", 4, 4, -1)));
    assertThat(Control.read(control.write())).isEqualTo(control);
  }

  @Test
  void partsMayBeLeftOut() {
    var read = Control.read("{\"rules\": {\"files\": []}}".getBytes(StandardCharsets.UTF_8));
    assertThat(read).isEqualTo(Control.rules(List.of(), Setting.none()));
  }

  @Test
  void aFindingReadsAsItWasWritten() {
    var predicate =
        new Trace.Predicate("levels.II.above", true, 31.5, 25.0, "%LEL", 7L, 7L, 31.5, 40.0, null);
    var trace =
        new Trace(
            1,
            2,
            List.of(predicate, Trace.Predicate.of("levels.II", false)),
            List.of(new Trace.Sample(3, "methane", 7, 0.1 + 0.2)),
            Map.of(Level.II, 60_000L),
            List.of(new Trace.Member(5, null, 9)),
            "late");
    var finding =
        new Finding("r:4:k", "r", 1, 4, null, null, FindingKind.BEGAN, Level.II, 5, 6, trace);
    assertThat(FindingText.read(FindingText.write(finding))).isEqualTo(finding);
  }
}
