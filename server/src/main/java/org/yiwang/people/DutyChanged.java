package org.yiwang.people;

import java.time.Instant;

/** A person went on or off duty by their own word. */
public record DutyChanged(long person, boolean onDuty, Instant at) {}
