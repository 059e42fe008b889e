/** How far a value lies from all that was usual lately, by the library's random cut forest. */
@NullMarked
package org.yiwang.engine.program.forest;

import org.jspecify.annotations.NullMarked;
