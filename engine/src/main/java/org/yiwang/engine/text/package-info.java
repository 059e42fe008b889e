/** Rule files: YAML with its places kept, so that every error can name line and column. */
@NullMarked
package org.yiwang.engine.text;

import org.jspecify.annotations.NullMarked;
