package org.yiwang.flink;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.yiwang.topics.ShardBlock;
import org.yiwang.topics.Shards;

/**
 * The key of a message, chosen so that every shard is a key group of its own: Flink hashes keys,
 * and shards that met in a group would load its task twice while another has none. The shard that
 * has everything lies in the group of the first.
 */
final class Keys implements KeySelector<byte[], Integer> {
  private static final long serialVersionUID = 1;
  private final int[] keys;

  Keys(Shards shards) {
    keys = new int[shards.count()];
    var found = new boolean[keys.length];
    for (int key = 0, left = keys.length; left > 0; key++) {
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, keys.length);
      if (!found[group]) {
        found[group] = true;
        keys[group] = key;
        left--;
      }
    }
  }

  @Override
  public Integer getKey(byte[] message) {
    int shard = ShardBlock.shardOf(message);
    if (shard < 0 || shard > keys.length) {
      throw new IllegalStateException("no shard " + shard + "; this job has " + keys.length);
    }
    return keys[shard % keys.length];
  }
}
