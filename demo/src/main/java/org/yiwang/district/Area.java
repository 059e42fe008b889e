package org.yiwang.district;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** One area of the model, with the outline in WGS-84 degrees. */
record Area(
    String code, String name, String en, String level, @Nullable Area parent, Geometry shape) {}
