@NullMarked
package org.yiwang.flink;

import org.jspecify.annotations.NullMarked;
