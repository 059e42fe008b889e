/** What tests stand on: a real PostgreSQL, a running server, a clock that can be set. */
@NullMarked
package org.yiwang.support;

import org.jspecify.annotations.NullMarked;
