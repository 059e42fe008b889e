package org.yiwang.tables;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How files are to be read; each importer looks at what concerns it.
 *
 * @param coordinates {@code wgs84}, {@code gcj02} or {@code bd09}
 * @param from day from which rows hold that name none; null for today
 * @param level level of areas that name none
 * @param parent parent of areas that name none
 * @param dryRun whether only to say what would be done
 */
public record ImportOptions(
    String coordinates,
    @Nullable LocalDate from,
    @Nullable String level,
    @Nullable String parent,
    boolean dryRun) {
  public static final ImportOptions PLAIN = new ImportOptions("wgs84", null, null, null, false);
}
