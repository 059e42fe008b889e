/**
 * Which centre, unit and person: an ordered routing table, then the choice of a person with its
 * reasons.
 */
@ApplicationModule
@NullMarked
package org.yiwang.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
