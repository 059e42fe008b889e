package org.yiwang.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Text;

/**
 * What is known of a problem when its case is filed.
 *
 * @param origin what gives rise to it; a second case with the same origin is not opened
 * @param source {@code device}, {@code citizen}, {@code hotline}, {@code grid-worker}, {@code
 *     operator} or {@code import}
 * @param level I to IV, or null for that of the type
 */
public record NewCase(
    String origin,
    String type,
    Text title,
    @Nullable String level,
    String source,
    @Nullable Long subject,
    @Nullable Long warning,
    @Nullable Long report,
    String body,
    String area,
    String areaPath,
    String place,
    double lon,
    double lat,
    Instant openedAt) {}
