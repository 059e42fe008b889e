package org.yiwang.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers names given as bytes, in the order they come, and keeps a word of the caller's with each.
 *
 * <p>Open addressing in a sparse index of numbers; the names themselves stand side by side in their
 * order. One of up to 16 bytes is one long, or two that overlap, so that with its length it is
 * compared for certain without leaving the line of the cache that the look-up has fetched. Of a
 * longer one the first is a hash, and its bytes are compared besides.
 */
final class NameTable {
  private static final int WORDS = 4;
  private static final int INLINE = 16;

  /** Places of the index a name, at least: nine of ten are found in the first. */
  private static final int SPARSE = 4;

  /** The first byte is the lowest, so that what follows a short name can be cut off. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The number of a name plus one; 0 for none. */
  private int[] index = new int[64];

  /** For each name: head, tail, length, the word. */
  private long[] entries = new long[16 * WORDS];

  private byte[][] names = new byte[16][];
  private int size;
  private long[] heads = new long[0];
  private long[] tails = new long[0];

  /** The number of a name, or -1 where it is not known. */
  int find(byte[] text, int from, int to) {
    long head = head(text, from, to - from);
    long tail = tail(text, from, to - from);
    return find(text, from, to - from, head, tail, index[slot(head, tail)]);
  }

  /**
   * The same of many names, whose spans are the two of every four numbers from the first on. All
   * are read before any is compared: look-ups that don't wait for each other miss the cache
   * together.
   */
  void find(byte[] text, int[] spans, int first, int count, int[] numbers) {
    if (heads.length < count) {
      heads = new long[count];
      tails = new long[count];
    }
    for (int i = 0, at = first; i < count; i++, at += 4) {
      int from = spans[at];
      int length = spans[at + 1] - from;
      long head = head(text, from, length);
      long tail = tail(text, from, length);
      heads[i] = head;
      tails[i] = tail;
      numbers[i] = index[slot(head, tail)];
    }
    for (int i = 0, at = first; i < count; i++, at += 4) {
      int from = spans[at];
      numbers[i] = find(text, from, spans[at + 1] - from, heads[i], tails[i], numbers[i]);
    }
  }

  /**
   * @param found what stands in the first place of the index
   */
  private int find(byte[] text, int from, int length, long head, long tail, int found) {
    if (found == 0) {
      return -1;
    }
    return is(found - 1, text, from, length, head, tail)
        ? found - 1
        : findFurther(text, from, length, head, tail);
  }

  private int findFurther(byte[] text, int from, int length, long head, long tail) {
    int mask = index.length - 1;
    for (int slot = slot(head, tail) + 1 & mask; ; slot = slot + 1 & mask) {
      int number = index[slot] - 1;
      if (number < 0 || is(number, text, from, length, head, tail)) {
        return number;
      }
    }
  }

  private boolean is(int number, byte[] text, int from, int length, long head, long tail) {
    int at = number * WORDS;
    return entries[at] == head
        && entries[at + 1] == tail
        && entries[at + 2] == length
        && (length <= INLINE || Arrays.equals(names[number], 0, length, text, from, from + length));
  }

  /** The number of a name, which is added where it is not known. */
  int number(byte[] name) {
    int found = find(name, 0, name.length);
    if (found >= 0) {
      return found;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      entries = Arrays.copyOf(entries, size * 2 * WORDS);
    }
    int at = size * WORDS;
    entries[at] = head(name, 0, name.length);
    entries[at + 1] = tail(name, 0, name.length);
    entries[at + 2] = name.length;
    entries[at + 3] = -1;
    names[size++] = name.clone();
    if (size * SPARSE > index.length) {
      index = new int[index.length * 2];
      for (int number = 0; number < size; number++) {
        enter(number);
      }
    } else {
      enter(size - 1);
    }
    return size - 1;
  }

  private void enter(int number) {
    int mask = index.length - 1;
    int slot = slot(entries[number * WORDS], entries[number * WORDS + 1]);
    while (index[slot] != 0) {
      slot = slot + 1 & mask;
    }
    index[slot] = number + 1;
  }

  /** The word kept with a name; -1 at first. */
  long word(int number) {
    return entries[number * WORDS + 3];
  }

  void setWord(int number, long word) {
    entries[number * WORDS + 3] = word;
  }

  /** So small that every compiler puts it into the loop that asks; what is rare is told apart. */
  private static long head(byte[] text, int from, int length) {
    if (isRare(text, from, length)) {
      return rareHead(text, from, length);
    }
    return (long) LONGS.get(text, from) & mask(length);
  }

  /** Whether a name is too long to be kept in two words, or too near the end to be read as one. */
  private static boolean isRare(byte[] text, int from, int length) {
    return length > INLINE || from + Long.BYTES > text.length;
  }

  private static long mask(int length) {
    return length >= Long.BYTES ? -1 : (1L << length * Byte.SIZE) - 1;
  }

  private static long rareHead(byte[] text, int from, int length) {
    if (length > INLINE) {
      return hash(text, from, length);
    }
    long head = 0;
    for (int i = length - 1; i >= 0; i--) {
      head = head << Byte.SIZE | text[from + i] & 0xff;
    }
    return head;
  }

  private static long hash(byte[] text, int from, int length) {
    long hash = length;
    for (int i = 0; i + Long.BYTES <= length; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(text, from + i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  private static long tail(byte[] text, int from, int length) {
    return length >= Long.BYTES ? (long) LONGS.get(text, from + length - Long.BYTES) : 0;
  }

  /** Names that count up differ in their last bytes: every bit must reach the lowest ones. */
  private static int hash(long head, long tail) {
    long hash = (head ^ Long.rotateLeft(tail, 29)) * 0x9E3779B97F4A7C15L;
    return (int) ((hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L >>> 32);
  }

  private int slot(long head, long tail) {
    return hash(head, tail) & index.length - 1;
  }
}
