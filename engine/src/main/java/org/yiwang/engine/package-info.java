/** The judgement: rules and readings to findings with their reasons. */
@NullMarked
package org.yiwang.engine;

import org.jspecify.annotations.NullMarked;
