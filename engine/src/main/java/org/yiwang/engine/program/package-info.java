/** Conditions compiled into small state machines over one row of longs. */
@NullMarked
package org.yiwang.engine.program;

import org.jspecify.annotations.NullMarked;
