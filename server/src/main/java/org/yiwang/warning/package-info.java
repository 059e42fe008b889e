/**
 * Findings graded: one open warning for a rule and a subject, stepped up and down, cleared. A
 * warning is raised in the transaction that stores its finding, so that neither is there without
 * the other.
 */
@ApplicationModule
@NullMarked
package org.yiwang.warning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
