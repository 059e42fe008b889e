package org.yiwang.registry;

import org.yiwang.platform.Text;

/** What devices observe, as the screens show it. */
public record Property(String code, Text name, boolean isLifeSafety) {}
