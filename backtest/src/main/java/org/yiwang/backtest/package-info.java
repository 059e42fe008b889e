/** Tries rules on past readings: what would they have found? Knows the engine and nothing else. */
@NullMarked
package org.yiwang.backtest;

import org.jspecify.annotations.NullMarked;
