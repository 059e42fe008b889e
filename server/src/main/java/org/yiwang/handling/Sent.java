package org.yiwang.handling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a phone sends of a step of the work.
 *
 * @param key the phone's own mark of this step: sent twice, it happens once
 * @param at the phone's time of the step, which may be long ago when it had no signal
 * @param answers to the checklist, by the line's id
 */
public record Sent(
    @Nullable String key,
    @Nullable Instant at,
    @Nullable Double lon,
    @Nullable Double lat,
    @Nullable String note,
    @Nullable List<Long> photos,
    @Nullable Map<String, Object> answers) {

  static final Sent NOTHING = new Sent(null, null, null, null, null, null, null);

  List<Long> photosOrNone() {
    return photos == null ? List.of() : photos;
  }

  Map<String, Object> answersOrNone() {
    return answers == null ? Map.of() : answers;
  }
}
