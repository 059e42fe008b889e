package org.yiwang.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers names given as bytes, in the order they come, and keeps a word of the caller's with each.
 *
 * <p>Open addressing with the names themselves in the table: a name of up to 16 bytes is two longs
 * that overlap, so that with its length it is compared for certain without leaving the line of the
 * cache that the look-up has fetched. Of a longer one the two are hashes, and its bytes are
 * compared besides.
 */
final class NameTable {
  private static final int WORDS = 4;
  private static final int INLINE = 16;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  /** For each entry: head, tail, the length above and the number plus one below, the word. */
  private long[] table = new long[64 * WORDS];

  private byte[][] names = new byte[16][];
  private int size;
  private long[] heads = new long[0];
  private long[] tails = new long[0];

  /** The place of a name, or -1 where it is not known. */
  int find(byte[] name) {
    return find(name, head(name), tail(name));
  }

  /**
   * The same of many names. All are read before the table is: look-ups that don't wait for each
   * other miss the cache together.
   */
  void find(byte[][] many, int count, int[] places) {
    if (heads.length < count) {
      heads = new long[count];
      tails = new long[count];
    }
    for (int i = 0; i < count; i++) {
      heads[i] = head(many[i]);
      tails[i] = tail(many[i]);
    }
    for (int i = 0; i < count; i++) {
      places[i] = find(many[i], heads[i], tails[i]);
    }
  }

  private int find(byte[] name, long head, long tail) {
    int mask = table.length / WORDS - 1;
    for (int slot = slot(head, tail) & mask; ; slot = slot + 1 & mask) {
      int at = slot * WORDS;
      long word = table[at + 2];
      if (word == 0) {
        return -1;
      }
      if (table[at] == head
          && table[at + 1] == tail
          && (int) (word >>> 32) == name.length
          && (name.length <= INLINE || Arrays.equals(names[(int) word - 1], name))) {
        return at;
      }
    }
  }

  /** The place of a name, which is added where it is not known. */
  int place(byte[] name) {
    int found = find(name);
    if (found >= 0) {
      return found;
    }
    if ((size + 1) * 3 > table.length / WORDS * 2) {
      grow();
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
    }
    names[size++] = name.clone();
    return enter(head(name), tail(name), (long) name.length << 32 | size, -1);
  }

  private int enter(long head, long tail, long word, long value) {
    int mask = table.length / WORDS - 1;
    int slot = slot(head, tail) & mask;
    while (table[slot * WORDS + 2] != 0) {
      slot = slot + 1 & mask;
    }
    int at = slot * WORDS;
    table[at] = head;
    table[at + 1] = tail;
    table[at + 2] = word;
    table[at + 3] = value;
    return at;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (int at = 0; at < old.length; at += WORDS) {
      if (old[at + 2] != 0) {
        enter(old[at], old[at + 1], old[at + 2], old[at + 3]);
      }
    }
  }

  /** Number of the name at a place. */
  int number(int place) {
    return (int) table[place + 2] - 1;
  }

  /** The word kept with the name at a place; -1 at first. */
  long word(int place) {
    return table[place + 3];
  }

  void setWord(int place, long word) {
    table[place + 3] = word;
  }

  private static long head(byte[] name) {
    int length = name.length;
    if (length > INLINE) {
      long hash = length;
      for (int i = 0; i + 8 <= length; i += 8) {
        hash = (hash ^ (long) LONGS.get(name, i)) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 32;
      }
      return hash;
    }
    if (length >= 8) {
      return (long) LONGS.get(name, 0);
    }
    if (length >= 4) {
      return (int) INTS.get(name, 0);
    }
    return length == 0 ? 0 : name[0];
  }

  private static long tail(byte[] name) {
    int length = name.length;
    if (length >= 8) {
      return (long) LONGS.get(name, length - 8);
    }
    if (length >= 4) {
      return (int) INTS.get(name, length - 4);
    }
    return length == 0 ? 0 : name[length >>> 1] << 8 | name[length - 1] & 0xff;
  }

  /** Names that count up differ in their last bytes: every bit must reach the lowest ones. */
  private static int slot(long head, long tail) {
    long hash = (head ^ Long.rotateLeft(tail, 29)) * 0x9E3779B97F4A7C15L;
    hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
    return (int) (hash >>> 32);
  }
}
