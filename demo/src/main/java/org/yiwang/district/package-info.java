/**
 * Makes the model district under {@code demo/district} from the tables under {@code demo/recipe}.
 *
 * <p>{@link org.yiwang.district.GenerateDistrict} runs it: sites are scattered in the outline
 * ({@code Sites}), become cells without gaps or overlaps ({@code Cells}), cells become streets and
 * communities ({@code Regions}), and people and things are put into them ({@code Staff}, {@code
 * Things}). Everything is made up except the names and official codes of district and streets.
 */
@NullMarked
package org.yiwang.district;

import org.jspecify.annotations.NullMarked;
