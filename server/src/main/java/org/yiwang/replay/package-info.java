/** What others have kept in files, led through the same doors as what comes in live. */
@ApplicationModule
@NullMarked
package org.yiwang.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
