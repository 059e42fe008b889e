/** How small days become as files, and how fast rules run over them. */
@NullMarked
package org.yiwang.bench.history;

import org.jspecify.annotations.NullMarked;
