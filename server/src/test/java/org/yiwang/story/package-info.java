/** The flow from end to end, a story a class: real database, real broker, a clock that is set. */
@NullMarked
package org.yiwang.story;

import org.jspecify.annotations.NullMarked;
