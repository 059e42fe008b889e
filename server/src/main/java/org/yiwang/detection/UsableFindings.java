package org.yiwang.detection;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yiwang.engine.Finding;
import org.yiwang.platform.DatabaseAway;

/**
 * Stores what was found, here or elsewhere. One that nothing can be made of is put aside with the
 * reason: it must not keep the others from being heard.
 */
@Component
public class UsableFindings {
  private static final Logger log = LoggerFactory.getLogger(UsableFindings.class);

  private final Findings findings;
  private final Clock clock;

  UsableFindings(Findings findings, Clock clock) {
    this.findings = findings;
    this.clock = clock;
  }

  /**
   * All at once; one by one where one of them can't be used.
   *
   * @throws RuntimeException while the database is away: then all are to be given again, and what
   *     is stored by then is passed over
   */
  public void store(List<Finding> some) {
    try {
      findings.store(some);
    } catch (RuntimeException e) {
      if (DatabaseAway.isCauseOf(e)) {
        throw e;
      }
      if (some.size() == 1) {
        log.error("A finding can't be used: {}", some.getFirst().key(), e);
        findings.putAside(some.getFirst(), e.toString(), clock.instant());
        return;
      }
      some.forEach(one -> store(List.of(one)));
    }
  }
}
