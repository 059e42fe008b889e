/** What the screens show now: a snapshot, and one stream of what changes after it. */
@ApplicationModule
@NullMarked
package org.yiwang.livemap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
