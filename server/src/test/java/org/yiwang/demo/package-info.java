@NullMarked
package org.yiwang.demo;

import org.jspecify.annotations.NullMarked;
