package org.yiwang.plan;

import java.time.Instant;
import org.yiwang.platform.Text;

/**
 * Words are to be sent to all who are on duty as a post and answer for the area.
 *
 * @param key the same for the same notice: it is sent once
 */
public record NoticeRequested(
    String key, String post, String areaPath, Text text, long warning, Instant at) {}
