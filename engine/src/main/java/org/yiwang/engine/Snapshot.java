package org.yiwang.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.program.Grade;
import org.yiwang.engine.program.Readings;

/** Writes the state of an engine to bytes and reads it back. */
final class Snapshot {
  private static final int MAGIC = 0x59574535;

  private Snapshot() {}

  static byte[] write(Engine engine) {
    // The size of the recent readings, which are most of it: growing would hold all of it twice.
    var bytes = new ByteArrayOutputStream(1 << 16 | 20 * engine.recent.size());
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeLong(engine.clock);
      writeTally(out, engine.tally);
      out.writeInt(engine.marks.mark.length);
      for (int i = 0; i < engine.marks.mark.length; i++) {
        out.writeLong(engine.marks.newest[i]);
        out.writeLong(engine.marks.mark[i]);
        out.writeLong(engine.marks.floor[i]);
        out.writeLong(engine.marks.forgotten[i]);
        out.writeLong(engine.marks.behindUntil[i]);
      }
      writeLongs(out, engine.state.lasts(), engine.state.size());
      engine.recent.write(out);
      writeTargets(out, engine.targets);
      writeLongs(out, engine.watches.at, engine.targets.size());
      writeJudgements(out, engine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void read(byte[] snapshot, Engine engine) {
    try (var in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
      if (in.readInt() != MAGIC) {
        throw new IllegalArgumentException("not a snapshot of this version of the engine");
      }
      engine.clock = in.readLong();
      engine.resumeClock();
      readTally(in, engine.tally);
      int sources = in.readInt();
      for (int i = 0; i < sources; i++) {
        engine.marks.ensure(i);
        engine.marks.newest[i] = in.readLong();
        engine.marks.mark[i] = in.readLong();
        engine.marks.foremost = Math.max(engine.marks.foremost, engine.marks.mark[i]);
        engine.marks.floor[i] = in.readLong();
        engine.marks.forgotten[i] = in.readLong();
        engine.marks.behindUntil[i] = in.readLong();
      }
      engine.marks.settled = engine.marks.foremost;
      long[] last = readLongs(in);
      engine.resumeSeries(last);
      engine.recent.read(in);
      int[] targets = readTargets(in, engine.targets);
      long[] watchAt = readLongs(in);
      for (int i = 0; i < watchAt.length; i++) {
        if (targets[i] >= 0) {
          engine.watches.resume(targets[i], watchAt[i]);
        }
      }
      readJudgements(in, engine, targets);
    } catch (IOException e) {
      throw new IllegalArgumentException("the snapshot is cut short", e);
    }
  }

  private static void writeTally(DataOutputStream out, Tally tally) throws IOException {
    for (long count :
        new long[] {
          tally.judged,
          tally.duplicate,
          tally.tooLate,
          tally.ahead,
          tally.notFinite,
          tally.unknown,
          tally.late,
          tally.findings
        }) {
      out.writeLong(count);
    }
  }

  private static void readTally(DataInputStream in, Tally tally) throws IOException {
    tally.judged = in.readLong();
    tally.duplicate = in.readLong();
    tally.tooLate = in.readLong();
    tally.ahead = in.readLong();
    tally.notFinite = in.readLong();
    tally.unknown = in.readLong();
    tally.late = in.readLong();
    tally.findings = in.readLong();
  }

  private static void writeTargets(DataOutputStream out, Targets targets) throws IOException {
    out.writeInt(targets.size());
    for (int i = 0; i < targets.size(); i++) {
      var target = targets.get(i);
      out.writeByte(target.kind().ordinal());
      out.writeInt(target.subject());
      out.writeUTF(target.name());
    }
  }

  /** The target that each one of the snapshot is now; -1 where it is gone. */
  private static int[] readTargets(DataInputStream in, Targets targets) throws IOException {
    var now = new int[in.readInt()];
    for (int i = 0; i < now.length; i++) {
      var kind = Targets.Kind.values()[in.readByte()];
      now[i] = targets.find(new Targets.Target(kind, in.readInt(), in.readUTF()));
    }
    return now;
  }

  private static void writeJudgements(DataOutputStream out, Engine engine) throws IOException {
    var all = new ArrayList<Judgement>();
    for (int target = 0; target < engine.targets.size(); target++) {
      for (var at = engine.atWork.on(target).judgements; at != null; at = at.next) {
        all.add(at);
      }
      // Excursions and silences are written as what they would be handed over to.
      all.addAll(engine.excursions.judgements(target));
      all.addAll(engine.lulls.judgements(target));
    }
    out.writeInt(engine.programs.size());
    for (var program : engine.programs) {
      out.writeUTF(program.rule().id());
      out.writeInt(program.rule().version());
      out.writeUTF(program.shape());
    }
    out.writeInt(all.size());
    for (var judgement : all) {
      out.writeInt(judgement.rule);
      out.writeInt(judgement.target);
      out.writeLong(judgement.baseMillis);
      out.writeLong(judgement.doneMillis);
      out.writeLong(judgement.busyMillis);
      writeLongs(out, judgement.base, judgement.base.length);
      writeLongs(out, judgement.live, judgement.live.length);
      out.writeInt(judgement.baseIndex);
      out.writeInt(judgement.liveIndex);
      var readings = judgement.readings;
      out.writeInt(readings.size());
      for (int i = 0; i < readings.size(); i++) {
        out.writeLong(readings.time(i));
        out.writeDouble(readings.value(i));
        out.writeInt(readings.series(i));
        out.writeInt(readings.word(i));
      }
      out.writeInt(judgement.keys.size());
      for (var entry : judgement.keys.entrySet()) {
        out.writeLong(entry.getKey());
        out.writeLong(entry.getValue());
      }
      out.writeInt(judgement.withdrawn.size());
      for (long key : judgement.withdrawn) {
        out.writeLong(key);
      }
      out.writeInt(judgement.onAtBase.size());
      for (var entry : judgement.onAtBase.entrySet()) {
        out.writeLong(entry.getKey());
        out.writeLong(entry.getValue());
      }
      out.writeLong(judgement.tippedKey);
      out.writeInt(judgement.tippedBy);
      writeNote(out, judgement.note);
      out.writeInt(judgement.emitted.size());
      for (var emission : judgement.emitted) {
        out.writeByte(emission.kind().ordinal());
        var level = emission.level();
        out.writeByte(level == null ? 0 : level.severity());
        out.writeLong(emission.start());
        out.writeLong(emission.key());
        out.writeLong(emission.time());
      }
    }
  }

  private static void writeNote(DataOutputStream out, @Nullable String note) throws IOException {
    out.writeBoolean(note != null);
    if (note != null) {
      out.writeUTF(note);
    }
  }

  /** A rule as it was when the snapshot was taken, and its place now; null when it is gone. */
  private record Before(String id, @Nullable Integer rule, int version, String shape) {

    /** Closes an open episode of a rule that is gone; parts of rules have none to close. */
    void withdraw(Engine engine, int target, int tippedBy, long[] cell, long done) {
      if (!Grade.isOpen(cell) || id.indexOf('#') >= 0) {
        return;
      }
      var note = "rule " + id + " was taken away";
      var trace = new Trace(done, done, List.of(), List.of(), Map.of(), List.of(), note);
      engine.withdraw(id, version, target, tippedBy, Grade.keyIn(cell), Grade.startIn(cell), trace);
    }
  }

  private static void readJudgements(DataInputStream in, Engine engine, int[] targets)
      throws IOException {
    int rules = in.readInt();
    var before = new ArrayList<Before>();
    for (int i = 0; i < rules; i++) {
      var id = in.readUTF();
      before.add(new Before(id, engine.ruleIndex.get(id), in.readInt(), in.readUTF()));
    }
    int count = in.readInt();
    var chained = new ArrayList<Judgement>();
    for (int i = 0; i < count; i++) {
      var rule = before.get(in.readInt());
      var judgement = readJudgement(in, engine, rule, targets);
      if (judgement != null) {
        chained.add(judgement);
      }
    }
    chained.forEach(engine::resume);
  }

  private static @Nullable Judgement readJudgement(
      DataInputStream in, Engine engine, Before before, int[] targets) throws IOException {
    int target = targets[in.readInt()];
    long baseMillis = in.readLong();
    long doneMillis = in.readLong();
    long busyMillis = in.readLong();
    long[] base = readLongs(in);
    long[] live = readLongs(in);
    int baseIndex = in.readInt();
    int liveIndex = in.readInt();
    int size = in.readInt();
    var times = new long[size];
    var values = new double[size];
    var series = new int[size];
    var marks = new int[size];
    for (int i = 0; i < size; i++) {
      times[i] = in.readLong();
      values[i] = in.readDouble();
      series[i] = in.readInt();
      marks[i] = in.readInt();
    }
    var keys = new TreeMap<Long, Long>();
    for (int i = in.readInt(); i > 0; i--) {
      keys.put(in.readLong(), in.readLong());
    }
    var withdrawn = new TreeSet<Long>();
    for (int i = in.readInt(); i > 0; i--) {
      withdrawn.add(in.readLong());
    }
    var onAtBase = new TreeMap<Long, Long>();
    for (int i = in.readInt(); i > 0; i--) {
      long member = in.readLong();
      int now = targets[(int) member];
      onAtBase.put(member >>> 32 << 32 | now, in.readLong());
    }
    long tippedKey = in.readLong();
    int tippedBy = in.readInt();
    var note = in.readBoolean() ? in.readUTF() : null;
    var emitted = readEmitted(in);
    var rule = before.rule();
    if (rule == null && target >= 0) {
      before.withdraw(engine, target, tippedBy, live, doneMillis);
    }
    if (rule == null || target < 0) {
      return null;
    }
    var program = engine.programs.get(rule);
    var judgement = new Judgement(program, rule, target, baseMillis);
    judgement.note = note;
    judgement.tippedKey = tippedKey;
    judgement.tippedBy = tippedBy;
    judgement.keys = keys;
    if (program.rule().version() != before.version()) {
      judgement.note =
          "rule changed from version " + before.version() + " to " + program.rule().version();
    }
    if (!program.shape().equals(before.shape())) {
      // Nothing of the old conditions can be read by the new ones, but its episode goes on.
      judgement.restart(doneMillis);
      judgement.base = program.freshCellWithEpisodeOf(live);
      judgement.live = judgement.base.clone();
      return judgement;
    }
    judgement.onAtBase = onAtBase;
    boolean group = program.rule().about().isGroup();
    for (int i = 0; i < size; i++) {
      if (group) {
        judgement.append(targets[series[i]], times[i], values[i], marks[i]);
        continue;
      }
      var use = engine.groups.useOf(series[i], rule);
      if (use != null) {
        judgement.append(
            series[i], times[i], values[i], use.wordOf(values[i]) | marks[i] & Readings.MARKS);
      }
    }
    judgement.resume(base, live, doneMillis, busyMillis, baseIndex, liveIndex);
    judgement.withdrawn = withdrawn;
    judgement.emitted = emitted;
    return judgement;
  }

  private static List<Judgement.Emission> readEmitted(DataInputStream in) throws IOException {
    var emitted = new ArrayList<Judgement.Emission>();
    var untold = new Trace(0, 0, List.of(), List.of(), Map.of(), List.of(), null);
    for (int i = in.readInt(); i > 0; i--) {
      var kind = FindingKind.values()[in.readByte()];
      int severity = in.readByte();
      var level = severity == 0 ? null : Level.ofSeverity(severity);
      emitted.add(
          new Judgement.Emission(kind, level, in.readLong(), in.readLong(), in.readLong(), untold));
    }
    return emitted;
  }

  static void writeLongs(DataOutputStream out, long[] longs, int count) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(longs[i]);
    }
  }

  static long[] readLongs(DataInputStream in) throws IOException {
    var longs = new long[in.readInt()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = in.readLong();
    }
    return longs;
  }
}
