package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yiwang.engine.Areas.Fan;
import org.yiwang.engine.Targets.Target;

/** Who is a member of which area or surroundings, for each rule about these. */
final class Membership {
  private static final int[] NONE = {};
  private static final double METRES_PER_DEGREE = 110_574;

  private record Key(int rule, int port, int target) {}

  private record Cell(int rule, int port, long row, long column) {}

  private final Engine engine;
  private final List<List<Fan>> fans;
  private final boolean any;
  private final Map<Key, int[]> groups = new HashMap<>();
  private final Map<Key, Integer> sizes = new HashMap<>();

  /** Members by a net of cells as wide as the radius, to find neighbours. */
  private final Map<Cell, List<Integer>> cells = new HashMap<>();

  private int attached;

  /**
   * @param fans by the rule whose episodes they take
   */
  Membership(Engine engine, List<List<Fan>> fans) {
    this.engine = engine;
    this.fans = fans;
    this.any = fans.stream().anyMatch(some -> !some.isEmpty());
  }

  List<Fan> fans(int rule) {
    return fans.get(rule);
  }

  int[] groups(Fan fan, int member) {
    return groups.getOrDefault(new Key(fan.rule(), fan.port(), member), NONE);
  }

  /** How many members a group has. */
  int size(Fan fan, int group) {
    return sizes.getOrDefault(new Key(fan.rule(), fan.port(), group), 1);
  }

  /** Takes in the targets that are new. */
  void attachNew() {
    for (int end = engine.targets.size(); any && attached < end; attached++) {
      var target = engine.targets.get(attached);
      for (int rule = 0; rule < fans.size(); rule++) {
        for (var fan : fans.get(rule)) {
          if (isMember(engine.programs.get(rule).rule(), target)) {
            join(fan, attached, engine.catalog.getSubject(target.subject()));
          }
        }
      }
    }
  }

  private boolean isMember(Rule rule, Target target) {
    var kind = rule.about() == About.DEVICE ? Targets.Kind.DEVICE : Targets.Kind.SUBJECT;
    if (target.kind() != kind) {
      return false;
    }
    var subject = engine.catalog.getSubject(target.subject());
    return rule.covers(subject.kind(), subject.code(), subject.areaPath());
  }

  private void join(Fan fan, int member, Catalog.Subject subject) {
    var rule = fan.program().rule();
    if (rule.about() == About.AROUND) {
      joinNeighbours(fan, member, subject, rule.radiusMetres());
      return;
    }
    var level = rule.areaLevel();
    var path = level == null ? null : engine.setting.places().area(subject.areaPath(), level);
    if (path != null) {
      link(fan, member, engine.targets.ofGroup(new Target(Targets.Kind.AREA, -1, path)));
    }
  }

  private void joinNeighbours(Fan fan, int member, Catalog.Subject subject, double metres) {
    double rowDegrees = metres / METRES_PER_DEGREE * 1.01;
    // Twice as wide in longitude is wide enough up to 60 degrees of latitude.
    double columnDegrees = rowDegrees * 2;
    long row = (long) Math.floor(subject.lat() / rowDegrees);
    long column = (long) Math.floor(subject.lon() / columnDegrees);
    long reach = (long) Math.ceil(0.5 / Math.max(0.01, Math.cos(Math.toRadians(subject.lat()))));
    int own = around(subject.id());
    for (long r = row - 1; r <= row + 1; r++) {
      for (long c = column - reach; c <= column + reach; c++) {
        for (int other : cells.getOrDefault(new Cell(fan.rule(), fan.port(), r, c), List.of())) {
          var there = engine.catalog.getSubject(engine.targets.get(other).subject());
          if (there.id() != subject.id()
              && Places.metres(subject.lon(), subject.lat(), there.lon(), there.lat()) <= metres) {
            link(fan, other, own);
            link(fan, member, around(there.id()));
          }
        }
      }
    }
    link(fan, member, own);
    cells
        .computeIfAbsent(new Cell(fan.rule(), fan.port(), row, column), c -> new ArrayList<>())
        .add(member);
  }

  private int around(int subject) {
    return engine.targets.ofGroup(new Target(Targets.Kind.AROUND, subject, ""));
  }

  private void link(Fan fan, int member, int group) {
    var key = new Key(fan.rule(), fan.port(), member);
    var before = groups.getOrDefault(key, NONE);
    var after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = group;
    groups.put(key, after);
    sizes.merge(new Key(fan.rule(), fan.port(), group), 1, Integer::sum);
  }
}
