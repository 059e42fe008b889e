/**
 * The readings of a day as a Parquet file: about four bytes a reading instead of sixty, sorted by
 * time, with the names of its series in it. A file can be read without an installation.
 */
@NullMarked
package org.yiwang.dayfiles;

import org.jspecify.annotations.NullMarked;
