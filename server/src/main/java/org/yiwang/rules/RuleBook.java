package org.yiwang.rules;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Refused;

/** The book of the rules: every version there was, and the decisions what of it is in force. */
@Component
public class RuleBook {
  private static final int MAX_TEXT = 100_000;

  private final RuleBookStore store;
  private final ArmedRules armed;
  private final RuleSettings settings;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  RuleBook(
      RuleBookStore store,
      ArmedRules armed,
      RuleSettings settings,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.armed = armed;
    this.settings = settings;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /** How every rule stands, by id. */
  public List<Standing> standings() {
    return store.standings();
  }

  /**
   * How a rule stands.
   *
   * @throws Refused when there is no such rule
   */
  public Standing get(String rule) {
    return store.find(rule, false).orElseThrow(() -> Refused.notFound("rule", rule));
  }

  /** All versions of a rule, newest first. */
  public List<RuleVersion> versions(String rule) {
    return store.versions(rule);
  }

  /**
   * One version of a rule.
   *
   * @throws Refused when there is no such version
   */
  public RuleVersion version(String rule, int version) {
    return store.find(rule, version).orElseThrow(() -> Refused.notFound("version", version));
  }

  /** What happened to a rule, newest first. */
  public List<RuleChange> changes(String rule) {
    return store.changes(rule);
  }

  /** Reads a text as a rule beside those that are armed. */
  public RuleReading read(String text) {
    if (text.length() > MAX_TEXT) {
      throw Refused.tooLarge("text", "a rule has at most " + MAX_TEXT + " characters");
    }
    return RuleReading.of(new RuleText(text), armed.othersThan(new RuleText(text).id().orElse("")));
  }

  /** Whether arming and disarming need a second person here. */
  public boolean needsTwoPersons() {
    return settings.twoPersons();
  }

  /**
   * Keeps a text as the next version of the rule it names; nothing is armed by that.
   *
   * @throws Refused when it can't be read as a rule
   */
  public RuleVersion write(String text, String note, Caller caller) {
    var rule = read(text).require();
    return changing(() -> {
      var newest = store.versions(rule.id()).stream().findFirst();
      var number = newest.map(v -> v.version() + 1).orElse(rule.version());
      var kept = new RuleText(text).withVersion(number).text();
      var now = clock.instant();
      var version = new RuleVersion(rule.id(), number, kept, null, note, caller.name(), now);
      store.add(version);
      var standing = store.find(rule.id(), true).orElseGet(() -> unarmed(rule.id()));
      put(standing, standing, "written", number, caller.name(), note);
      return version;
    });
  }

  /** Lets a version run beside what is armed; it only notes what it would raise. */
  public void shadow(String rule, int version, long seen, Caller caller) {
    require(version(rule, version));
    change(
        rule,
        seen,
        standing -> {
          var now = clock.instant();
          var after = with(standing, standing.armed(), standing.armedByTrack(), version, now, null);
          put(standing, after, "shadowed", version, caller.name(), "");
        });
  }

  /** Ends a rule's shadow. */
  public void unshadow(String rule, long seen, Caller caller) {
    change(
        rule,
        seen,
        standing -> {
          if (standing.shadow() == null) {
            throw Refused.conflict("shadow", "none is running");
          }
          var after = with(standing, standing.armed(), standing.armedByTrack(), null, null, null);
          put(standing, after, "unshadowed", standing.shadow(), caller.name(), "");
        });
  }

  /** Arms a version, or asks a second person to where two are needed. */
  public void arm(String rule, int version, String reason, long seen, Caller caller) {
    require(version(rule, version));
    decide(rule, version, reason, seen, caller);
  }

  /** Disarms a rule, or asks a second person to where two are needed. */
  public void disarm(String rule, String reason, long seen, Caller caller) {
    decide(rule, 0, reason, seen, caller);
  }

  /** Says yes as the second person. */
  public void approve(String rule, String reason, long seen, Caller caller) {
    change(
        rule,
        seen,
        standing -> {
          var waiting = waiting(standing);
          if (waiting.byKind().equals(caller.kind()) && waiting.by() == caller.id()) {
            throw Refused.forbidden("somebody else has to approve what you asked for");
          }
          if (waiting.version() != 0) {
            require(version(rule, waiting.version()));
          }
          take(standing, waiting.version(), caller, reason);
        });
  }

  /** Says no to what waits; who asked may take it back so. */
  public void refuse(String rule, String reason, long seen, Caller caller) {
    change(
        rule,
        seen,
        standing -> {
          var waiting = waiting(standing);
          var after =
              with(
                  standing,
                  standing.armed(),
                  standing.armedByTrack(),
                  standing.shadow(),
                  standing.shadowSince(),
                  null);
          put(standing, after, "refused", waiting.version(), caller.name(), reason);
        });
  }

  private void decide(String rule, int version, String reason, long seen, Caller caller) {
    change(
        rule,
        seen,
        standing -> {
          if (version == (standing.armed() == null ? 0 : standing.armed())) {
            throw Refused.conflict("version", "it stands so already");
          }
          if (!settings.twoPersons()) {
            take(standing, version, caller, reason);
            return;
          }
          var waiting = new Standing.Waiting(version, caller.kind(), caller.id(), caller.name());
          var after =
              with(
                  standing,
                  standing.armed(),
                  standing.armedByTrack(),
                  standing.shadow(),
                  standing.shadowSince(),
                  waiting);
          put(standing, after, "proposed", version, caller.name(), reason);
        });
  }

  private void take(Standing standing, int version, Caller caller, String reason) {
    var isShadow = Objects.equals(standing.shadow(), version);
    var after =
        with(
            standing,
            version == 0 ? null : version,
            false,
            isShadow ? null : standing.shadow(),
            isShadow ? null : standing.shadowSince(),
            null);
    put(standing, after, version == 0 ? "disarmed" : "armed", version, caller.name(), reason);
  }

  private static Standing.Waiting waiting(Standing standing) {
    var waiting = standing.waiting();
    if (waiting == null) {
      throw Refused.conflict("rule", "nothing waits for a second person");
    }
    return waiting;
  }

  /** A version that was valid when it was written may have lost what it refers to. */
  private void require(RuleVersion version) {
    read(version.text()).require();
  }

  private void put(
      Standing before, Standing after, String what, int version, String who, String reason) {
    var change = store.note(clock.instant(), before.rule(), what, version, who, reason);
    store.put(
        new Standing(
            after.rule(),
            after.track(),
            after.armed(),
            after.armedByTrack(),
            after.shadow(),
            after.shadowSince(),
            after.waiting(),
            change));
    if (!Objects.equals(before.armed(), after.armed())
        || !Objects.equals(before.shadow(), after.shadow())) {
      tellAfterCommit(before.rule());
    }
  }

  private void tellAfterCommit(String rule) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            armed.renew();
            events.publishEvent(new RulesChanged(rule));
          }
        });
  }

  private interface Change {
    void of(Standing standing);
  }

  private void change(String rule, long seen, Change change) {
    changing(() -> {
      var standing = store.find(rule, true).orElseThrow(() -> Refused.notFound("rule", rule));
      if (standing.lastChange() != seen) {
        throw Refused.conflict("seen", "the rule was changed meanwhile; look at it again");
      }
      change.of(standing);
      return rule;
    });
  }

  /** One change of the book at a time: each must be valid beside all others. */
  private <T> T changing(java.util.function.Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          store.lock();
          return work.get();
        }));
  }

  private static Standing unarmed(String rule) {
    return new Standing(rule, null, null, false, null, null, null, 0);
  }

  private static Standing with(
      Standing s,
      @Nullable Integer armed,
      boolean byTrack,
      @Nullable Integer shadow,
      @Nullable Instant since,
      Standing.@Nullable Waiting waiting) {
    return new Standing(
        s.rule(), s.track(), armed, byTrack, shadow, since, waiting, s.lastChange());
  }
}
