/**
 * Who answers for what, where and when: units, posts, persons, rosters, positions.
 *
 * <p>The door is {@link org.yiwang.people.People}. {@code Staff} holds everyone in memory and is
 * replaced as a whole; {@code Duty} says from rosters alone who is on duty at a moment; {@code
 * Positions} knows where people were last seen.
 */
@ApplicationModule
@NullMarked
package org.yiwang.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
