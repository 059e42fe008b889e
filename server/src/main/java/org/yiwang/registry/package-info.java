/**
 * What is looked after: kinds of subjects, subjects, their devices and datastreams.
 *
 * <p>The doors: {@link org.yiwang.registry.Kinds} (brought by tracks), {@link
 * org.yiwang.registry.Subjects}, and {@link org.yiwang.registry.Datastreams}, which knows every
 * sender in memory. {@code Register} is the only writer: importers and endpoints go through it.
 */
@ApplicationModule
@NullMarked
package org.yiwang.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
