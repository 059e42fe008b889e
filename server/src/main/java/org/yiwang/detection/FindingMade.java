package org.yiwang.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Text;

/**
 * A rule saw something begin, change or end.
 *
 * @param finding number of the stored finding
 * @param episode key of the episode it belongs to, the same for its begin, changes and end
 * @param kind {@code BEGAN}, {@code LEVEL_CHANGED}, {@code ENDED}, {@code AMENDED} or {@code
 *     WITHDRAWN}
 * @param level I to IV; null when the episode ended
 * @param subject number of the subject in the registry
 * @param device code of the device for a rule about devices, else null
 * @param area path of the area for a rule about areas, else null; the subject is then the one that
 *     tipped the scales
 * @param at event time
 */
public record FindingMade(
    long finding,
    String episode,
    String kind,
    String rule,
    Text ruleName,
    @Nullable String level,
    long subject,
    @Nullable String device,
    @Nullable String area,
    Instant at) {}
