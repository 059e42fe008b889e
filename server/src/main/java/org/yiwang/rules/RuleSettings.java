package org.yiwang.rules;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rules are changed here.
 *
 * @param twoPersons whether arming and disarming take effect only when a second person approves
 */
@ConfigurationProperties("yiwang.rules")
public record RuleSettings(@DefaultValue("false") boolean twoPersons) {}
