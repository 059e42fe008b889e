/** What a rule may say: conditions as plain values, as read from a rule file. */
@NullMarked
package org.yiwang.engine.condition;

import org.jspecify.annotations.NullMarked;
