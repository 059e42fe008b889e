package org.yiwang.engine;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a rule saw about a subject, with the readings that prove it. Its key and its trace, and the
 * name of what it is about, are put together when someone asks for them.
 */
public final class Finding {
  private final String rule;
  private final int ruleVersion;
  private final int subject;
  private final Supplier<Targets.Target> about;
  private final FindingKind kind;
  private final @Nullable Level level;
  private final long episodeStartMillis;
  private final long timeMillis;
  private final Supplier<String> name;
  private final Supplier<Trace> why;
  private @Nullable String key;
  private @Nullable Trace trace;

  /** A finding that was told somewhere else. */
  public Finding(
      String key,
      String rule,
      int ruleVersion,
      int subject,
      @Nullable String device,
      @Nullable String area,
      FindingKind kind,
      @Nullable Level level,
      long episodeStartMillis,
      long timeMillis,
      Trace trace) {
    this.rule = rule;
    this.ruleVersion = ruleVersion;
    this.subject = subject;
    this.about = () -> target(subject, device, area);
    this.kind = kind;
    this.level = level;
    this.episodeStartMillis = episodeStartMillis;
    this.timeMillis = timeMillis;
    this.name = () -> key;
    this.why = () -> trace;
  }

  Finding(
      String rule,
      int ruleVersion,
      Targets targets,
      int target,
      int subject,
      FindingKind kind,
      @Nullable Level level,
      long episodeKey,
      long episodeStartMillis,
      long timeMillis,
      Supplier<Trace> why) {
    this.rule = rule;
    this.ruleVersion = ruleVersion;
    this.subject = subject;
    this.about = () -> targets.get(target);
    this.kind = kind;
    this.level = level;
    this.episodeStartMillis = episodeStartMillis;
    this.timeMillis = timeMillis;
    this.name = () -> rule + ":" + targets.get(target).key() + ":" + Long.toString(episodeKey, 36);
    this.why = why;
  }

  /**
   * Names the episode: derived from rule, subject and the start first announced, so that a replay
   * gives the same keys.
   */
  public String key() {
    var made = key;
    if (made == null) {
      made = name.get();
      key = made;
    }
    return made;
  }

  public String rule() {
    return rule;
  }

  public int ruleVersion() {
    return ruleVersion;
  }

  /** The subject's id in the catalog; of an area's finding, the subject that tipped it. */
  public int subject() {
    return subject;
  }

  /** Name of the device for a rule about devices, else null. */
  public @Nullable String device() {
    return nameOf(Targets.Kind.DEVICE);
  }

  /** Path of the area for a rule that judges areas, else null. */
  public @Nullable String area() {
    return nameOf(Targets.Kind.AREA);
  }

  private @Nullable String nameOf(Targets.Kind kind) {
    var target = about.get();
    return target.kind() == kind ? target.name() : null;
  }

  private static Targets.Target target(
      int subject, @Nullable String device, @Nullable String area) {
    if (area != null) {
      return new Targets.Target(Targets.Kind.AREA, -1, area);
    }
    return device == null
        ? new Targets.Target(Targets.Kind.SUBJECT, subject, "")
        : new Targets.Target(Targets.Kind.DEVICE, subject, device);
  }

  public FindingKind kind() {
    return kind;
  }

  /** The level from now on; null when the episode ended or was withdrawn. */
  public @Nullable Level level() {
    return level;
  }

  /** Event time at which the episode began. */
  public long episodeStartMillis() {
    return episodeStartMillis;
  }

  /** Event time of what is said here. */
  public long timeMillis() {
    return timeMillis;
  }

  /** Why. */
  public Trace trace() {
    var made = trace;
    if (made == null) {
      made = why.get();
      trace = made;
    }
    return made;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Finding that
        && key().equals(that.key())
        && rule.equals(that.rule)
        && Objects.equals(device(), that.device())
        && Objects.equals(area(), that.area())
        && ruleVersion == that.ruleVersion
        && subject == that.subject
        && kind == that.kind
        && level == that.level
        && episodeStartMillis == that.episodeStartMillis
        && timeMillis == that.timeMillis
        && trace().equals(that.trace());
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, subject, kind, episodeStartMillis, timeMillis);
  }

  @Override
  public String toString() {
    return "%s %s %s from %d at %d, v%d, subject %d: %s"
        .formatted(
            key(), kind, level, episodeStartMillis, timeMillis, ruleVersion, subject, trace());
  }
}
