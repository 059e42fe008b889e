/**
 * What the desk and the phone see and do: a case with its whole chain of causes, put together from
 * the modules of the flow, and the actions the reader may take.
 */
@ApplicationModule
@NullMarked
package org.yiwang.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
