package org.yiwang.engine;

/** What people call a thing, in Chinese and in English. */
public record Name(String zh, String en) {}
