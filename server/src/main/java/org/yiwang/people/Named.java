package org.yiwang.people;

import org.yiwang.platform.Text;

/** A post or a skill: a code with its name. Which there are is the city's data. */
public record Named(String code, Text name) {}
