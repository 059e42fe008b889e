package org.yiwang.plan;

import java.time.Instant;
import java.util.UUID;

/**
 * An order is to be sent to a device.
 *
 * @param id its own number: a device that gets it twice acts once
 */
public record CommandRequested(
    UUID id, String device, String property, double value, Instant at, Instant answerBy) {}
