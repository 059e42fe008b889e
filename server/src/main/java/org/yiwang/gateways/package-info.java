/** Protocols of the world outside: they translate and never decide. */
@ApplicationModule
@NullMarked
package org.yiwang.gateways;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
