package org.yiwang.territory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Works out a dated change on the map of the day before: which versions end, which begin, and where
 * the land of ended codes went. A pure function; nothing is stored here.
 */
final class Remapping {

  /**
   * What a change comes to.
   *
   * @param after every area in force from the day on
   * @param begun those that are new or differ from the day before
   * @param ended codes whose version of the day before ends
   * @param problems reasons why it can't be carried out; empty if it can
   */
  record Outcome(
      List<AreaVersion> after,
      List<AreaVersion> begun,
      List<String> ended,
      Map<String, List<String>> successors,
      List<String> problems) {}

  private final Remap remap;
  private final Map<String, Geometry> outlines;
  private final Map<String, AreaVersion> before = new TreeMap<>();
  private final Map<String, AreaVersion> areas = new TreeMap<>();
  private final Map<String, Set<String>> successors = new LinkedHashMap<>();
  private final Set<String> reshaped = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private Remapping(Collection<AreaVersion> before, Remap remap, Map<String, Geometry> outlines) {
    before.forEach(area -> this.before.put(area.code(), area));
    areas.putAll(this.before);
    this.remap = remap;
    this.outlines = outlines;
  }

  /**
   * @param before the areas in force on the day before the change
   * @param outlines new outlines by code, for splits and redrawn areas
   */
  static Outcome work(Collection<AreaVersion> before, Remap remap, Map<String, Geometry> outlines) {
    return new Remapping(before, remap, outlines).work();
  }

  private Outcome work() {
    for (var change : remap.changes()) {
      switch (change) {
        case Remap.Merge merge -> merge(merge);
        case Remap.Split split -> split(split);
        case Remap.Rename rename ->
            change(rename.code(), area -> area.named(rename.name(), rename.en()));
        case Remap.Move move -> move(move);
        case Remap.Redraw redraw -> redraw(redraw);
      }
      // At once: a later change may build on the outline of a parent.
      fitParents();
    }
    var after = areas.values().stream().map(this::dated).toList();
    var begun = after.stream().filter(area -> !sameAsBefore(area)).toList();
    var ended =
        before.values().stream().filter(old -> !isKept(old)).map(AreaVersion::code).toList();
    return new Outcome(after, begun, ended, finalSuccessors(), List.copyOf(problems));
  }

  private AreaVersion dated(AreaVersion area) {
    return sameAsBefore(area) ? area : area.beginningOn(remap.day());
  }

  private boolean sameAsBefore(AreaVersion area) {
    var old = before.get(area.code());
    return old != null && old.sameAs(area);
  }

  private boolean isKept(AreaVersion old) {
    var now = areas.get(old.code());
    return now != null && now.sameAs(old);
  }

  private void merge(Remap.Merge merge) {
    var sources = merge.from().stream().map(this::known).filter(a -> a != null).toList();
    if (sources.isEmpty() || sources.size() < merge.from().size()) {
      return;
    }
    var named = merge.into();
    var target = areas.get(named.code());
    var model = target == null ? sources.getFirst() : target;
    var shapes = new ArrayList<Geometry>();
    sources.forEach(source -> shapes.add(source.outline()));
    if (target != null && !merge.from().contains(target.code())) {
      shapes.add(target.outline());
    }
    var merged =
        version(named, model).outlined(shapes.size() == 1 ? shapes.getFirst() : union(shapes));
    for (var source : sources) {
      areas.remove(source.code());
    }
    areas.put(merged.code(), merged);
    for (var source : sources) {
      succeed(source.code(), merged.code());
      adopt(source.code(), merged.code());
      if (merge.recode() && !source.code().equals(merged.code())) {
        recodeBelow(source.code(), merged.code());
      }
      reshaped(source.parent());
    }
    reshaped(merged.parent());
  }

  private void split(Remap.Split split) {
    var source = known(split.from());
    if (source == null) {
      return;
    }
    areas.remove(source.code());
    for (var named : split.into()) {
      var outline = outlines.get(named.code());
      if (outline == null) {
        problems.add("split " + source.code() + ": no outline given for " + named.code());
      } else if (areas.containsKey(named.code())) {
        problems.add("split " + source.code() + ": " + named.code() + " is in force already");
      } else {
        areas.put(named.code(), version(named, source).outlined(outline));
        succeed(source.code(), named.code());
        reshaped(named.parent());
      }
    }
    for (var child : List.copyOf(areas.values())) {
      if (source.code().equals(child.parent()) && !areas.containsKey(source.code())) {
        settleInPart(child, split.into());
      }
    }
    reshaped(source.parent());
  }

  /** What lay in a split area lies in the part that holds its middle. */
  private void settleInPart(AreaVersion child, List<Remap.Named> parts) {
    var middle = child.outline().getInteriorPoint();
    for (var part : parts) {
      var outline = outlines.get(part.code());
      if (outline != null && !middle.isEmpty() && outline.covers(middle)) {
        areas.put(child.code(), child.under(part.code()));
        return;
      }
    }
    problems.add(child.code() + " lies in no part of what its parent was split into");
  }

  private void move(Remap.Move move) {
    if (!areas.containsKey(move.parent())) {
      problems.add("move: " + move.parent() + " is not in force on the day before");
      return;
    }
    for (var code : move.codes()) {
      var area = areas.get(code);
      if (area != null) {
        reshaped(area.parent());
      }
      change(code, found -> found.under(move.parent()));
    }
    reshaped(move.parent());
  }

  private void redraw(Remap.Redraw redraw) {
    var outline = outlines.get(redraw.code());
    if (outline == null) {
      problems.add("redraw: no outline given for " + redraw.code());
      return;
    }
    change(redraw.code(), area -> area.outlined(outline));
    var area = areas.get(redraw.code());
    reshaped(area == null ? null : area.parent());
  }

  private void change(String code, java.util.function.UnaryOperator<AreaVersion> how) {
    var area = known(code);
    if (area != null) {
      areas.put(code, how.apply(area));
    }
  }

  private @Nullable AreaVersion known(String code) {
    var area = areas.get(code);
    if (area == null) {
      problems.add(code + " is not in force on the day before");
    }
    return area;
  }

  private static AreaVersion version(Remap.Named named, AreaVersion model) {
    return new AreaVersion(
        named.code(),
        named.name() == null ? model.name() : named.name(),
        named.name() == null ? model.en() : named.en(),
        named.level() == null ? model.level() : named.level(),
        named.parent() == null ? model.parent() : named.parent(),
        model.from(),
        null,
        model.outline());
  }

  private void adopt(String oldParent, String newParent) {
    for (var child : List.copyOf(areas.values())) {
      if (oldParent.equals(child.parent()) && !child.code().equals(newParent)) {
        areas.put(child.code(), child.under(newParent));
      }
    }
  }

  /** 500105001 below 500105 becomes 500199001 below 500199, and so on down. */
  private void recodeBelow(String oldCode, String newCode) {
    var below =
        List.copyOf(areas.values()).stream()
            .filter(area -> area.code().startsWith(oldCode) && isBelow(area, newCode))
            .map(AreaVersion::code)
            .toList();
    for (var old : below) {
      var area = areas.get(old);
      var code = newCode + old.substring(oldCode.length());
      if (area == null || areas.containsKey(code)) {
        problems.add("recode: two areas would have the code " + code);
        continue;
      }
      areas.remove(old);
      areas.put(code, area.coded(code));
      succeed(old, code);
      adopt(old, code);
    }
  }

  private boolean isBelow(AreaVersion area, String code) {
    var at = area;
    for (var steps = 0; at != null && at.parent() != null && steps < 50; steps++) {
      if (at.parent().equals(code)) {
        return true;
      }
      at = areas.get(at.parent());
    }
    return false;
  }

  private void succeed(String oldCode, String newCode) {
    successors.computeIfAbsent(oldCode, code -> new TreeSet<>()).add(newCode);
  }

  /** A code that a later change ended again stands for its own successors. */
  private Map<String, List<String>> finalSuccessors() {
    var result = new TreeMap<String, List<String>>();
    for (var old : successors.keySet()) {
      if (before.containsKey(old)) {
        var last = new TreeSet<String>();
        follow(old, last, 0);
        if (!last.equals(Set.of(old))) {
          result.put(old, List.copyOf(last));
        }
      }
    }
    return result;
  }

  private void follow(String code, Set<String> last, int depth) {
    var next = successors.get(code);
    if (next == null || depth > 50 || (depth > 0 && areas.containsKey(code))) {
      last.add(code);
    } else {
      next.forEach(successor -> follow(successor, last, depth + 1));
    }
  }

  private void reshaped(@Nullable String parent) {
    if (parent != null) {
      reshaped.add(parent);
    }
  }

  /** Parents whose children changed get the outline their children have together. */
  private void fitParents() {
    var todo = new ArrayDeque<>(reshaped);
    reshaped.clear();
    for (var steps = 0; !todo.isEmpty() && steps < 10_000; steps++) {
      var parent = areas.get(todo.remove());
      if (parent == null) {
        continue;
      }
      var shapes =
          areas.values().stream()
              .filter(area -> parent.code().equals(area.parent()))
              .map(AreaVersion::outline)
              .toList();
      if (shapes.isEmpty() || shapes.stream().anyMatch(Geometry::isEmpty)) {
        continue;
      }
      var together = union(shapes);
      if (!together.equalsTopo(parent.outline())) {
        areas.put(parent.code(), parent.outlined(together));
        if (parent.parent() != null) {
          todo.add(parent.parent());
        }
      }
    }
  }

  private static Geometry union(List<Geometry> shapes) {
    return OverlayNGRobust.union(shapes).norm();
  }
}
