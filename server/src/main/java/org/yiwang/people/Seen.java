package org.yiwang.people;

import java.time.Instant;
import org.yiwang.territory.Position;

/** Where a person was last seen, and when. */
public record Seen(Position position, Instant at) {}
