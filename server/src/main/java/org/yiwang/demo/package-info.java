/** The demo: a made-up district, its sample accounts, and a scripted day. */
@ApplicationModule
@NullMarked
package org.yiwang.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
