/**
 * What every module stands on: the database, the clock, the settings, errors, and the annotation
 * that guards an endpoint. It knows nothing of cities.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.yiwang.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
