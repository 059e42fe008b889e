package org.yiwang.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.condition.Condition;

/**
 * One rule: when readings about a subject are a finding, and how grave. All its levels make one
 * episode a subject.
 *
 * @param about whom a finding is about
 * @param areaLevel of a rule about areas, which level of them; else null
 * @param radiusMetres of a rule about surroundings, how far they reach; else 0
 * @param version counts up when a city changes the rule; every finding names it
 * @param subjects codes of the only subjects it is for; empty for every subject of the kind
 * @param areas area paths it is for, with what lies below them; empty for everywhere
 * @param levels the condition of each level; where several hold, the gravest counts
 * @param withholds of a rule about devices: readings at which this holds are not judged by rules
 *     about the subject, since the device is not to be believed; null for none
 * @param holdMillis a level is kept at least this long before it steps down
 * @param endsAfterMillis it steps down or ends only when it has been better for this long
 */
public record Rule(
    String id,
    int version,
    Name name,
    About about,
    @Nullable String areaLevel,
    double radiusMetres,
    String subjectKind,
    List<String> subjects,
    List<String> areas,
    Map<Level, Condition> levels,
    @Nullable Condition withholds,
    long holdMillis,
    long endsAfterMillis) {

  public Rule {
    subjects = List.copyOf(subjects);
    areas = List.copyOf(areas);
    levels = java.util.Collections.unmodifiableMap(new TreeMap<>(levels));
  }

  /** Whether all that this rule says of a device is that nothing comes from it. */
  public boolean isAboutSilentDevices() {
    return about == About.DEVICE
        && levels.values().stream().allMatch(Condition.Silent.class::isInstance);
  }

  /** A rule that only tells which members of this one are concerned; nothing of it is said. */
  public Rule part(String partId, Condition condition, boolean devices) {
    return new Rule(
        partId,
        version,
        name,
        devices ? About.DEVICE : About.SUBJECT,
        null,
        0,
        subjectKind,
        subjects,
        areas,
        Map.of(Level.IV, condition),
        null,
        0,
        0);
  }

  /** Whether this rule is for a subject of this kind, code and place. */
  public boolean covers(String kind, String code, String areaPath) {
    return subjectKind.equals(kind)
        && (subjects.isEmpty() || subjects.contains(code))
        && (areas.isEmpty() || areas.stream().anyMatch(areaPath::startsWith));
  }
}
