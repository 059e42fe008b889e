/** An installation in one file, and an installation from such a file. */
@NullMarked
@ApplicationModule
package org.yiwang.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
