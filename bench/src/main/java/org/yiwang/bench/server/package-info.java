/**
 * The server measured from outside: started as a process of its own, spoken to by HTTP and MQTT,
 * killed, and compared with what the sender knows.
 */
@NullMarked
package org.yiwang.bench.server;

import org.jspecify.annotations.NullMarked;
