/**
 * The ground: areas in force from a day to a day, nested from city down to grid, and which grid a
 * point is in on a given day.
 *
 * <p>The door is {@link org.yiwang.territory.Areas}; {@link org.yiwang.territory.AreasChanged}
 * tells the modules after it when boundaries change. Inside, {@code Ground} holds all areas of all
 * days in memory and is replaced as a whole; a {@code Period} is the map between two changes;
 * {@code Validation} says what is wrong with a map; {@code Remapping} works out a dated change.
 */
@ApplicationModule
@NullMarked
package org.yiwang.territory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
