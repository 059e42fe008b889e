/**
 * What rules refer to by name beside readings: working calendars, zones on the ground, and what is
 * usual of each datastream at each hour of the week.
 */
@ApplicationModule
@NullMarked
package org.yiwang.setting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
