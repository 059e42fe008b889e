package org.yiwang.dayfiles;

/** A day file that can't be written or read; the message names it. */
public final class DayFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DayFileException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }

  DayFileException(String message) {
    super(message);
  }
}
