@NullMarked
package org.yiwang.topics;

import org.jspecify.annotations.NullMarked;
