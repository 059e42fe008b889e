package org.yiwang.detection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.yiwang.engine.Rule;
import org.yiwang.engine.RuleException;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Refused;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;
import org.yiwang.rules.RuleReading;
import org.yiwang.setting.EngineSetting;

/**
 * Whether a rule fits what there is: its units the devices, its names the calendars and zones; and
 * whom it would watch.
 */
@Component
public class RuleChecks {
  private final Datastreams datastreams;
  private final EngineSetting setting;

  RuleChecks(Datastreams datastreams, EngineSetting setting) {
    this.datastreams = datastreams;
    this.setting = setting;
  }

  /** The reading with what does not fit added to its errors. */
  public RuleReading check(RuleReading reading) {
    var ruleSet = reading.ruleSet();
    if (ruleSet == null) {
      return reading;
    }
    var known = new KnownSeries();
    known.add(datastreams.list());
    try {
      ruleSet.check(known.catalog());
      ruleSet.check(setting.plain());
      return reading;
    } catch (RuleException e) {
      return RuleReading.failed(e);
    }
  }

  /** Subjects a rule watches, by number, with the paths of their areas. */
  public Map<Long, String> covered(Rule rule) {
    var covered = new TreeMap<Long, String>();
    members(rule).forEach(one -> covered.put(one.subject(), one.areaPath()));
    return covered;
  }

  /**
   * Stops a caller who lacks the right in the area of any subject that a rule watches.
   *
   * @throws Refused when the right is missing
   */
  public void requireThere(Rule rule, String right, Caller caller) {
    covered(rule).values().forEach(path -> caller.require(right, path, null));
  }

  /** The datastreams of all subjects that a rule watches. */
  List<Datastream> members(Rule rule) {
    return datastreams.list().stream()
        .filter(one -> rule.covers(one.subjectKind(), one.subjectCode(), one.areaPath()))
        .toList();
  }
}
