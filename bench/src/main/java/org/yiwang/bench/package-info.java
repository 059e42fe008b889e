/**
 * Measurements of the engine beside a hand-written loop and beside peers, on one made-up stream.
 */
@NullMarked
package org.yiwang.bench;

import org.jspecify.annotations.NullMarked;
