/**
 * The readings of closed days, a Parquet file each below the data folder: which there are, how they
 * are read, and how one takes force or leaves it. What is in them, {@code intake} brings.
 */
@ApplicationModule
@NullMarked
package org.yiwang.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
