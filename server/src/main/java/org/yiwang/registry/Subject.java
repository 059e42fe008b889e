package org.yiwang.registry;

/**
 * What is looked after: a place, a component, an enterprise, a household.
 *
 * @param kind code of its kind
 * @param area code of the grid it lies in
 * @param areaPath path of that grid
 * @param lon degrees, WGS-84
 * @param lat degrees, WGS-84
 */
public record Subject(
    long id,
    String code,
    String kind,
    String name,
    double lon,
    double lat,
    String area,
    String areaPath) {}
