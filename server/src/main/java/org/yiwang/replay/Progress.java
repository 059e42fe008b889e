package org.yiwang.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A bar that tells how far a file is read, on a terminal; elsewhere a line now and then. */
final class Progress {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final long total;
  private final boolean isTerminal = System.console() != null;
  private long shownAt;

  private Progress(PrintStream out, long total) {
    this.out = out;
    this.total = Math.max(1, total);
  }

  /** Of reading a file, told on standard error. */
  static Progress of(Path file) throws IOException {
    return new Progress(System.err, Files.size(file));
  }

  /**
   * Tells how far it is.
   *
   * @param at bytes, or characters where that is all that is known, of the file
   */
  void show(long at, long rows) {
    var now = System.nanoTime();
    if (now - shownAt > (isTerminal ? 100_000_000L : 5_000_000_000L)) {
      shownAt = now;
      print(Math.min(1, (double) at / total), rows);
    }
  }

  /** Tells that all is read. */
  void finish(long rows) {
    print(1, rows);
    if (isTerminal) {
      out.println();
    }
  }

  private void print(double share, long rows) {
    var done = (int) Math.round(share * WIDTH);
    var line =
        String.format(
            Locale.ROOT,
            "[%s%s] %3.0f %%  %,d rows",
            "#".repeat(done),
            ".".repeat(WIDTH - done),
            share * 100,
            rows);
    out.print(isTerminal ? "\r" + line : line + "\n");
    out.flush();
  }
}
