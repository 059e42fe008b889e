package org.yiwang.engine;

import java.util.ArrayList;
import java.util.List;
import org.yiwang.engine.program.Program;
import org.yiwang.engine.program.Readings;

/**
 * Takes what is found of members to the judgements about their areas. There it comes in as readings
 * do: a member goes on, a member goes off. When late data changes what was found of a member, its
 * moments are put right and the area is judged again.
 */
final class Areas {

  /** Where a member's episodes go: a port of a rule about areas. */
  record Fan(int rule, Program program, int port, boolean devices) {}

  /** A member goes on or off. */
  private record Turn(long time, boolean on) {}

  private final Engine engine;
  final Membership membership;

  Areas(Engine engine, List<List<Fan>> fans) {
    this.engine = engine;
    this.membership = new Membership(engine, fans);
  }

  /** To be called whenever something was found, or found otherwise, by a rule. */
  void update(Judgement member) {
    for (var fan : membership.fans(member.rule)) {
      for (int group : membership.groups(fan, member.target)) {
        revise(fan, group, member);
      }
    }
  }

  private void revise(Fan fan, int group, Judgement member) {
    var judgement = engine.atWork.find(group, fan.rule());
    boolean fresh = judgement == null;
    if (judgement == null) {
      // What lies before the floor has been said when it was judged.
      boolean first = engine.marks.settled == Engine.NEVER;
      long floor = first ? firstTurn(member) - engine.marks.horizon : engine.waking.floor(group);
      judgement = new Judgement(fan.program(), fan.rule(), group, floor - 1);
      judgement.live = judgement.base.clone();
    }
    long cut = Math.max(member.baseMillis, judgement.baseMillis);
    var turns = turns(fan, member, judgement, cut);
    if (fresh && turns.isEmpty()) {
      return;
    }
    if (fresh) {
      engine.atWork.add(judgement);
    }
    long changed = replace(judgement, fan, group, member.target, cut, turns);
    if (changed <= judgement.doneMillis) {
      engine.careful.amend(judgement, changed);
    }
    engine.waking.schedule(judgement);
  }

  private static long firstTurn(Judgement member) {
    return member.emitted.isEmpty() ? 0 : member.emitted.get(0).time();
  }

  /** What should stand of a member after a moment. */
  private static List<Turn> turns(Fan fan, Judgement member, Judgement judgement, long cut) {
    boolean wanted = member.program.grade().level(member.base) != null;
    for (var emission : member.emitted) {
      if (emission.time() <= cut) {
        wanted = emission.level() != null;
      }
    }
    var turns = new ArrayList<Turn>();
    boolean on = judgement.onAt(cut).containsKey((long) fan.port() << 32 | member.target);
    if (on != wanted) {
      // Too late for its place: it counts from where the area can still be judged anew.
      turns.add(new Turn(cut + 1, wanted));
      on = wanted;
    }
    for (var emission : member.emitted) {
      boolean isOn = emission.level() != null;
      if (emission.time() > cut && isOn != on) {
        turns.add(new Turn(emission.time(), isOn));
        on = isOn;
      }
    }
    return turns;
  }

  /** Puts the turns in the place of those that stand; the first moment at which they differ. */
  private long replace(
      Judgement judgement, Fan fan, int group, int member, long cut, List<Turn> turns) {
    var readings = judgement.readings;
    var old = new ArrayList<Turn>();
    for (int i = judgement.baseIndex; i < readings.size(); i++) {
      if (isOf(readings, i, fan, member) && readings.time(i) > cut) {
        old.add(new Turn(readings.time(i), readings.value(i) > 0));
      }
    }
    int same = 0;
    while (same < old.size() && same < turns.size() && old.get(same).equals(turns.get(same))) {
      same++;
    }
    for (var turn : old.subList(same, old.size())) {
      judgement.remove(member, turn.time(), fan.port());
    }
    int members = membership.size(fan, group);
    for (var turn : turns.subList(same, turns.size())) {
      int word = Readings.word(fan.port(), 0, 0) | (turn.on() ? Readings.LOUD : 0);
      judgement.insert(member, turn.time(), turn.on() ? members : -members, word);
    }
    long before = same < old.size() ? old.get(same).time() : Long.MAX_VALUE;
    return same < turns.size() ? Math.min(before, turns.get(same).time()) : before;
  }

  private static boolean isOf(Readings readings, int at, Fan fan, int member) {
    return readings.series(at) == member && readings.port(at) == fan.port();
  }

  /** A trace of an area with its members: those that are on, and those whose moment counts. */
  Trace withMembers(Judgement judgement, Trace trace) {
    var on = judgement.onAt(trace.toMillis());
    var readings = judgement.readings;
    long oldest = trace.toMillis() - judgement.program.memoryMillis();
    for (int i = 0; i < readings.size() && readings.time(i) <= trace.toMillis(); i++) {
      if (readings.value(i) > 0 && readings.time(i) > oldest) {
        on.put((long) readings.port(i) << 32 | readings.series(i), readings.time(i));
      }
    }
    var members = new ArrayList<Trace.Member>();
    on.forEach((member, since) -> {
      var target = engine.targets.get((int) (long) member);
      var device = target.name().isEmpty() ? null : target.name();
      members.add(new Trace.Member(target.subject(), device, since));
    });
    return new Trace(
        trace.fromMillis(),
        trace.toMillis(),
        trace.predicates(),
        List.of(),
        trace.millisInLevel(),
        members,
        trace.note());
  }

  /** The subject that a finding of an area names: the one that tipped the episode. */
  int subject(Judgement judgement, Judgement.Emission emission) {
    if (judgement.tippedKey != emission.key()) {
      judgement.tippedKey = emission.key();
      judgement.tippedBy = tipped(judgement, emission.start());
    }
    return judgement.tippedBy;
  }

  private int tipped(Judgement judgement, long start) {
    int latest = -1;
    long time = Engine.NEVER;
    for (var on : judgement.onAt(start).entrySet()) {
      if (on.getValue() > time) {
        time = on.getValue();
        latest = (int) (long) on.getKey();
      }
    }
    for (int i = 0; i < judgement.readings.size(); i++) {
      // Of events, the one that tipped may be off again.
      if (judgement.readings.time(i) <= start
          && judgement.readings.time(i) >= time
          && judgement.readings.value(i) > 0) {
        time = judgement.readings.time(i);
        latest = judgement.readings.series(i);
      }
    }
    return latest < 0 ? -1 : engine.targets.get(latest).subject();
  }
}
