/**
 * Applications of the centre as packages of data. This package finds, reads and versions them; what
 * a plan or a case type is, the module that runs it says.
 */
@ApplicationModule
@NullMarked
package org.yiwang.tracks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
