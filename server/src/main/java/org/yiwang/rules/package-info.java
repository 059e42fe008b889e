/**
 * The rule book: every version a rule ever had, which is armed, which runs in the shadow, and who
 * decided so. The rules themselves are read and judged by the engine.
 */
@NullMarked
package org.yiwang.rules;

import org.jspecify.annotations.NullMarked;
