package org.yiwang.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A duty that runs.
 *
 * @param post what the person is on duty as; null where only the person said so, outside the roster
 * @param shift code of the shift, or null likewise
 * @param until when it ends
 */
public record OnDuty(@Nullable String post, @Nullable String shift, Instant since, Instant until) {}
