package org.yiwang.detection;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of rules that were tried on the past.
 *
 * @param kept so many, the newest ones
 * @param keepDays and none that ended longer ago
 */
@ConfigurationProperties("yiwang.trials")
record TrialSettings(@DefaultValue("200") int kept, @DefaultValue("90") int keepDays) {
  TrialSettings {
    if (kept < 1 || keepDays < 1) {
      throw new IllegalArgumentException("yiwang.trials: kept and keep-days must be 1 or more");
    }
  }
}
