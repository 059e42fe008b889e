package org.yiwang.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of a case's timeline; appended, never changed.
 *
 * @param from state before, null at the opening
 * @param photos numbers of photos
 * @param data what else belongs to it, such as the reasons of a choice
 */
public record Entry(
    long id,
    long cityCase,
    Instant at,
    String action,
    @Nullable String from,
    String to,
    Actor actor,
    @Nullable String note,
    List<Long> photos,
    JsonNode data) {}
