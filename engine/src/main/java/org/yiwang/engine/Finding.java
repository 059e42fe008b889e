package org.yiwang.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a rule saw about a subject, with the readings that prove it.
 *
 * @param key names the episode: derived from rule, subject and the start first announced, so that a
 *     replay gives the same keys
 * @param subject the subject's id in the catalog; of an area's finding, the subject that tipped it
 * @param device name of the device for a rule about devices, else null
 * @param area path of the area for a rule that judges areas, else null
 * @param level the level from now on; null when the episode ended or was withdrawn
 * @param episodeStartMillis event time at which the episode began
 * @param timeMillis event time of what is said here
 */
public record Finding(
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
    Trace trace) {}
