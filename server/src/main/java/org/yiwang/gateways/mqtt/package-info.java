/** MQTT: readings in, commands out, answers in. It translates and decides nothing. */
@NullMarked
package org.yiwang.gateways.mqtt;

import org.jspecify.annotations.NullMarked;
