/**
 * The engine as a job on Flink: one engine a shard, a shard a key group.
 *
 * <p>Readings come in blocks that are split by shard already; {@link org.yiwang.flink.Fan} hands
 * the ticks between them to every shard of their partition, the keyed exchange carries blocks and
 * ticks as the bytes they are, and {@link org.yiwang.flink.JudgeOperator} judges. The control log
 * is broadcast; a tick says how much of it counts, so that a new rule begins at the same reading
 * whatever comes first over the network. Findings leave in transactions that end with a checkpoint.
 */
@NullMarked
package org.yiwang.flink;

import org.jspecify.annotations.NullMarked;
