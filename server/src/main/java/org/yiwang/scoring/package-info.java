/** The evaluation of areas, units and persons over a period, by formulas that are data. */
@ApplicationModule
@NullMarked
package org.yiwang.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
