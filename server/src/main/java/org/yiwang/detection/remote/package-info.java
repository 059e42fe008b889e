/**
 * Detection by the job on Flink, where {@code yiwang.detection.runtime} is {@code flink}: what
 * intake stored goes to Kafka, what the job finds comes back and takes the way that findings made
 * here take. Nothing about how far it has come is kept in the database: Kafka itself knows, so the
 * two can't disagree after a crash or a restored backup.
 */
@NullMarked
package org.yiwang.detection.remote;

import org.jspecify.annotations.NullMarked;
