package org.yiwang.tracks;

/** A track package that can't be used: the message says file, line and reason. */
public final class TrackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrackException(String message) {
    super(message);
  }

  /** A fault at a place of a file. */
  public static TrackException at(String file, int line, String reason) {
    return new TrackException(
        line > 0 ? "%s, line %d: %s".formatted(file, line, reason) : file + ": " + reason);
  }
}
