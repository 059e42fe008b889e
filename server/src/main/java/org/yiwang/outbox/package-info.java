/** What goes out: notices, webhooks and device commands, at least once, each with its own key. */
@ApplicationModule
@NullMarked
package org.yiwang.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
