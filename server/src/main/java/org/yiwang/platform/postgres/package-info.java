/** A durable PostgreSQL of our own, started from the binaries that come with the program. */
@NullMarked
package org.yiwang.platform.postgres;

import org.jspecify.annotations.NullMarked;
