package org.yiwang.tracks;

import java.nio.file.Path;
import org.yiwang.platform.Text;

/**
 * One installed track.
 *
 * @param id its name, also that of its folder
 * @param version raised by its author with every change that is given out
 * @param name as the screens show it
 * @param sector board it is grouped in
 * @param folder where its files are
 */
public record Track(String id, int version, Text name, Text sector, Path folder) {}
