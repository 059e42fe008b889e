/** What is looked after: kinds of subjects, subjects, their devices and datastreams. */
@ApplicationModule
@NullMarked
package org.yiwang.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
