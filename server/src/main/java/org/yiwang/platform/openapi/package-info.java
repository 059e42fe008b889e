/** The description of the API, made from the controllers themselves when somebody asks for it. */
@NullMarked
package org.yiwang.platform.openapi;

import org.jspecify.annotations.NullMarked;
