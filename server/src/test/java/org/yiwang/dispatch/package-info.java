@NullMarked
package org.yiwang.dispatch;

import org.jspecify.annotations.NullMarked;
