/** The work itself: accept, arrive, do, hand in; and its verification by another person. */
@ApplicationModule
@NullMarked
package org.yiwang.handling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
