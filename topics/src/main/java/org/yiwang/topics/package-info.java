/**
 * What the server and the job on Flink say to each other over Kafka.
 *
 * <p>Three topics. <b>Control</b> (one partition, kept for ever) is a log of rules and of the
 * catalog of series; a place in it is a number. <b>Readings</b> has what intake stored, split by
 * shard, each shard always in the same partition, and {@link org.yiwang.topics.Tick}s between: how
 * far the readings go, what the clock says, how much of the control log counts from here on. So one
 * partition alone tells a shard everything in one order, and whoever plays it again finds the same.
 * <b>Findings</b> comes back.
 */
@NullMarked
package org.yiwang.topics;

import org.jspecify.annotations.NullMarked;
