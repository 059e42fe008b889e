package org.yiwang.history;

import java.nio.file.Path;
import java.time.LocalDate;
import org.yiwang.dayfiles.Facts;

/**
 * The file that holds the readings of a day.
 *
 * @param version counts up with every file that replaced an earlier one of the day
 * @param file where it is
 * @param facts what it holds, as it was checked when it was written
 * @param sha256 of the whole file, in hexadecimal
 */
public record DayFile(
    LocalDate day, int version, Path file, Facts facts, long bytes, String sha256) {}
