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
  int find(byte[] text, int from, int to) {
    return find(text, from, to - from, head(text, from, to - from), tail(text, from, to - from));
  }

  /**
   * The same of many names, whose spans are the two of every four numbers. All are read before the
   * table is: look-ups that don't wait for each other miss the cache together.
   */
  void find(byte[] text, int[] spans, int first, int count, int[] places) {
    if (heads.length < count) {
      heads = new long[count];
      tails = new long[count];
    }
    for (int i = 0, at = first; i < count; i++, at += 4) {
      int from = spans[at];
      int length = spans[at + 1] - from;
      heads[i] = head(text, from, length);
      tails[i] = tail(text, from, length);
    }
    for (int i = 0, at = first; i < count; i++, at += 4) {
      places[i] = find(text, spans[at], spans[at + 1] - spans[at], heads[i], tails[i]);
    }
  }

  private int find(byte[] text, int from, int length, long head, long tail) {
    int mask = table.length / WORDS - 1;
    for (int slot = slot(head, tail) & mask; ; slot = slot + 1 & mask) {
      int at = slot * WORDS;
      long word = table[at + 2];
      if (word == 0) {
        return -1;
      }
      if (table[at] == head
          && table[at + 1] == tail
          && (int) (word >>> 32) == length
          && (length <= INLINE || isSame((int) word - 1, text, from, length))) {
        return at;
      }
    }
  }

  private boolean isSame(int number, byte[] text, int from, int length) {
    return Arrays.equals(names[number], 0, length, text, from, from + length);
  }

  /** The place of a name, which is added where it is not known. */
  int place(byte[] name) {
    int found = find(name, 0, name.length);
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
    return enter(
        head(name, 0, name.length),
        tail(name, 0, name.length),
        (long) name.length << 32 | size,
        -1);
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

  private static long head(byte[] text, int from, int length) {
    if (length > INLINE) {
      long hash = length;
      for (int i = 0; i + 8 <= length; i += 8) {
        hash = (hash ^ (long) LONGS.get(text, from + i)) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 32;
      }
      return hash;
    }
    if (length >= 8) {
      return (long) LONGS.get(text, from);
    }
    if (length >= 4) {
      return (int) INTS.get(text, from);
    }
    return length == 0 ? 0 : text[from];
  }

  private static long tail(byte[] text, int from, int length) {
    if (length >= 8) {
      return (long) LONGS.get(text, from + length - 8);
    }
    if (length >= 4) {
      return (int) INTS.get(text, from + length - 4);
    }
    return length == 0 ? 0 : text[from + (length >>> 1)] << 8 | text[from + length - 1] & 0xff;
  }

  /** Names that count up differ in their last bytes: every bit must reach the lowest ones. */
  private static int slot(long head, long tail) {
    long hash = (head ^ Long.rotateLeft(tail, 29)) * 0x9E3779B97F4A7C15L;
    hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
    return (int) (hash >>> 32);
  }
}
