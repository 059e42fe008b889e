/**
 * Runs the engine over what intake stored, in the order it was stored: exactly one finding an
 * episode, whatever is killed when.
 */
@ApplicationModule
@NullMarked
package org.yiwang.detection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
