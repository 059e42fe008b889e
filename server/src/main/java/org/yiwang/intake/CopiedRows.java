package org.yiwang.intake;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.yiwang.dayfiles.RowSink;

/**
 * Readings out of PostgreSQL in its binary COPY format, ten times as fast as row by row. What is
 * selected must be {@code time, value, datastream}; {@link CopyRows} is the way in.
 */
final class CopiedRows {
  private static final int SIGNATURE_BYTES = 11;
  private static final long POSTGRES_EPOCH_MILLIS = 946_684_800_000L;
  private static final int STRETCH = 8192;

  private CopiedRows() {}

  /** Hands all rows of a query on, in its order. */
  static void read(Connection connection, String query, RowSink sink) throws SQLException {
    var postgres = connection.unwrap(PGConnection.class);
    try (var in = new PGCopyInputStream(postgres, "copy (" + query + ") to stdout binary")) {
      read(in, sink);
    } catch (IOException e) {
      throw new SQLException("readings can't be copied out: " + e.getMessage(), e);
    }
  }

  private static void read(InputStream from, RowSink sink) throws IOException {
    var in = new DataInputStream(new java.io.BufferedInputStream(from, 1 << 16));
    in.skipNBytes(SIGNATURE_BYTES + Integer.BYTES);
    in.skipNBytes(in.readInt());
    var series = new int[STRETCH];
    var times = new long[STRETCH];
    var values = new double[STRETCH];
    var size = 0;
    // Each row begins with the count of its fields, each field with its length; -1 ends them.
    while (in.readShort() >= 0) {
      in.readInt();
      times[size] = in.readLong() / 1000 + POSTGRES_EPOCH_MILLIS;
      in.readInt();
      values[size] = in.readDouble();
      in.readInt();
      series[size] = in.readInt();
      if (++size == STRETCH) {
        sink.take(series, times, values, size);
        size = 0;
      }
    }
    if (size > 0) {
      sink.take(series, times, values, size);
    }
  }
}
