/**
 * Tables that come in as files: rows with line numbers, values read as what they should be, and a
 * report that names line, field and reason of everything that could not be used.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.yiwang.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
