/** Areas in force from a day to a day, and which of them a point lies in. */
@ApplicationModule
@NullMarked
package org.yiwang.territory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
