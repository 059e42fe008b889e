/** The prepared response to a warning: which plan fits, and its steps one after the other. */
@ApplicationModule
@NullMarked
package org.yiwang.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
