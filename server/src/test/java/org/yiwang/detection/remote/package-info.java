@NullMarked
package org.yiwang.detection.remote;

import org.jspecify.annotations.NullMarked;
