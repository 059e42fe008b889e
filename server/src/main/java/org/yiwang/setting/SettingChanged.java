package org.yiwang.setting;

/** Baselines were learnt, or areas changed: {@link EngineSetting#of} gives something else now. */
public record SettingChanged() {}
