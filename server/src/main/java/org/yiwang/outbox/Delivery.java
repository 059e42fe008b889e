package org.yiwang.outbox;

import java.util.UUID;

/**
 * Something to be delivered.
 *
 * @param id the same at every attempt: who gets it twice can tell
 * @param channel who delivers it, such as {@code mqtt} or {@code webhook}
 * @param target topic or address
 * @param payload JSON
 * @param attempts made before this one
 */
public record Delivery(UUID id, String channel, String target, String payload, int attempts) {}
