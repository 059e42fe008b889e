/** The command line: starts the server, or does one thing beside it. */
@ApplicationModule
@NullMarked
package org.yiwang.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
