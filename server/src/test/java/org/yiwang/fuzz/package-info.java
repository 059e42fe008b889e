/** Nonsense at every door: mutated requests and messages against the whole running server. */
@NullMarked
package org.yiwang.fuzz;

import org.jspecify.annotations.NullMarked;
