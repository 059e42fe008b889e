@NullMarked
package org.yiwang.dayfiles;

import org.jspecify.annotations.NullMarked;
