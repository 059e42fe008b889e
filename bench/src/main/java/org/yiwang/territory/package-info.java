/**
 * What is measured of the server's territory: in its package, since its inside is nobody else's.
 */
@NullMarked
package org.yiwang.territory;

import org.jspecify.annotations.NullMarked;
