/**
 * What single steps of the judgement cost, by JMH with its allocation profiler. JMH is under the
 * GPL with the classpath exception: it is used in this module only, and not shipped.
 */
@NullMarked
package org.yiwang.bench.jmh;

import org.jspecify.annotations.NullMarked;
