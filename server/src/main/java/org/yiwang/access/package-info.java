/** Who may do what, where: sign-in, sessions, tokens for machines, roles, and the audit chain. */
@ApplicationModule
@NullMarked
package org.yiwang.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
