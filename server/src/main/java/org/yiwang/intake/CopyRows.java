package org.yiwang.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rows of {@code intake.reading} in PostgreSQL's binary COPY format: a signature, then for each row
 * the count of fields and each field with its length, then a trailer. All numbers big-endian; times
 * are microseconds since 2000-01-01.
 */
final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final long POSTGRES_EPOCH_MILLIS = 946_684_800_000L;
  private static final int ROW_BYTES = 46;

  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.BIG_ENDIAN);

  CopyRows() {
    clear();
  }

  void clear() {
    bytes.clear();
    bytes.put(SIGNATURE);
  }

  boolean isEmpty() {
    return bytes.position() == SIGNATURE.length;
  }

  void add(long timeMillis, double value, long seq, int datastream) {
    if (bytes.remaining() < ROW_BYTES + 2) {
      var larger = Arrays.copyOf(bytes.array(), bytes.capacity() * 2);
      var position = bytes.position();
      bytes = ByteBuffer.wrap(larger).order(ByteOrder.BIG_ENDIAN).position(position);
    }
    bytes.putShort((short) 4);
    bytes.putInt(8).putLong((timeMillis - POSTGRES_EPOCH_MILLIS) * 1000);
    bytes.putInt(8).putDouble(value);
    bytes.putInt(8).putLong(seq);
    bytes.putInt(4).putInt(datastream);
  }

  /** Ends the rows; {@link #array} from 0 to the returned length is the whole message. */
  int finish() {
    bytes.putShort((short) -1);
    return bytes.position();
  }

  byte[] array() {
    return bytes.array();
  }
}
