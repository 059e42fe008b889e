@NullMarked
package org.yiwang.together;

import org.jspecify.annotations.NullMarked;
