package org.yiwang.engine.text;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleError;
import org.yiwang.engine.Setting;
import org.yiwang.engine.condition.Quantity;
import org.yiwang.engine.program.Units;

/** A place in a rule that is about something outside the rule, and whether that is there. */
public interface Mention {

  /** What the setting lacks, as errors of this place. */
  default List<RuleError> misses(Setting setting) {
    return List.of();
  }

  /** Readings that this place can't be compared with, as errors of it. */
  default List<RuleError> misfits(Catalog catalog, Units units) {
    return List.of();
  }

  /** What is wrong within the rule files themselves, seen when all of them are read. */
  default List<RuleError> contradictions(Units units, List<Rule> rules) {
    return List.of();
  }

  /** Another rule of the same set, whose episodes are members. */
  record OtherRule(Part part, String id) implements Mention {
    @Override
    public List<RuleError> contradictions(Units units, List<Rule> rules) {
      for (var rule : rules) {
        if (rule.id().equals(id)) {
          return rule.about().isGroup()
              ? List.of(part.error("rule '" + id + "' is about areas itself", "name another"))
              : List.of();
        }
      }
      var known = rules.stream().map(Rule::id).toList();
      return List.of(part.error("there is no rule '" + id + "'", Closest.suggestion(id, known)));
    }
  }

  /** A name of the setting: of a calendar or a zone. */
  record Named(Part part, String what, String name) implements Mention {
    @Override
    public List<RuleError> misses(Setting setting) {
      var known = what.equals("zone") ? setting.zones().keySet() : setting.calendars().keySet();
      return known.contains(name)
          ? List.of()
          : List.of(
              part.error(
                  "there is no " + what + " '" + name + "'", Closest.suggestion(name, known)));
    }
  }

  /**
   * A quantity that readings of a property are compared with.
   *
   * @param beside another quantity of the same condition that it must be comparable with
   * @param difference whether it is a difference of two readings
   */
  record Compared(
      Part part,
      Rule rule,
      String property,
      Quantity quantity,
      @Nullable Quantity beside,
      boolean difference)
      implements Mention {

    @Override
    public List<RuleError> misfits(Catalog catalog, Units units) {
      var wrong = new TreeSet<String>();
      for (var series : catalog.series()) {
        var subject = catalog.findSubject(series.subject());
        if (subject != null
            && series.property().equals(property)
            && rule.covers(subject.kind(), subject.code(), subject.areaPath())
            && !fits(units, series.unit())) {
          wrong.add(series.unit());
        }
      }
      return wrong.stream().map(this::error).toList();
    }

    @Override
    public List<RuleError> contradictions(Units units, List<Rule> rules) {
      if (beside == null || beside.unit().isEmpty() || fits(units, beside.unit())) {
        return List.of();
      }
      return List.of(error(beside.unit()));
    }

    private boolean fits(Units units, String unit) {
      try {
        if (difference) {
          units.convertDifference(quantity, unit, property);
        } else {
          units.convert(quantity, unit, property);
        }
        return true;
      } catch (Units.Mismatch mismatch) {
        return false;
      }
    }

    private RuleError error(String unit) {
      return part.error(
          "'" + quantity.unit() + "' can't be compared with '" + unit + "'",
          "write it in " + unit + " or in a unit of the same kind");
    }
  }
}
