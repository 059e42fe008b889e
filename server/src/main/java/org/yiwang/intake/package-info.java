/**
 * Readings and reports come in, are stored, and only then acknowledged. What can't be used is kept
 * in the quarantine with its reason.
 */
@ApplicationModule
@NullMarked
package org.yiwang.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
