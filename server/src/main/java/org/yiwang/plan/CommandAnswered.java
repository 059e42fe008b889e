package org.yiwang.plan;

import java.time.Instant;
import java.util.UUID;

/** A device has carried out an order. */
public record CommandAnswered(UUID id, String device, String property, double value, Instant at) {}
