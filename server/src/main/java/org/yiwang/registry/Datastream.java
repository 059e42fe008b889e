package org.yiwang.registry;

/**
 * One observed property of one device, with all that the flow needs to know of its subject.
 *
 * @param id dense number, the place in every array of datastreams
 * @param device code of the device
 * @param property what is observed, such as {@code methane}
 * @param unit unit of its values, such as {@code %LEL}
 * @param isLifeSafety whether lives depend on it; its readings overtake others
 * @param subject number of the subject the device is attached to
 * @param subjectCode the subject's code
 * @param subjectKind the subject's kind
 * @param areaPath path of the subject's grid
 * @param lon longitude of the device, degrees, WGS-84
 * @param lat latitude of the device, degrees, WGS-84
 */
public record Datastream(
    int id,
    String device,
    String property,
    String unit,
    boolean isLifeSafety,
    long subject,
    String subjectCode,
    String subjectKind,
    String areaPath,
    double lon,
    double lat) {}
