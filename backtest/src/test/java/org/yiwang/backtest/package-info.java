@NullMarked
package org.yiwang.backtest;

import org.jspecify.annotations.NullMarked;
