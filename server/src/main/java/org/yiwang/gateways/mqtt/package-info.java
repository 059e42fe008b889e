/** MQTT: readings in, commands out, answers in. It translates and decides nothing. */
@NamedInterface("mqtt")
@NullMarked
package org.yiwang.gateways.mqtt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
