/**
 * The life of a case: one table of states and actions, time limits, an append-only timeline. Only
 * this package changes a case's state.
 */
@ApplicationModule
@NullMarked
package org.yiwang.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
