package org.yiwang.outbox;

import java.time.Instant;
import org.yiwang.platform.Text;

/** A notice is there for all on duty as a post who answer for the area. */
public record NoticeSent(
    long id, String post, String areaPath, Text text, String link, Instant at) {}
