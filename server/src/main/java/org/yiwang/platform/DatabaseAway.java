package org.yiwang.platform;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away for a moment from a statement it will never take. */
public final class DatabaseAway {
  private static final long PAUSE_MILLIS = 200;

  private DatabaseAway() {}

  /**
   * Does some work, again and again while the database is away.
   *
   * @throws IllegalStateException when the thread is interrupted meanwhile
   */
  public static void sitOut(Runnable work) {
    while (true) {
      try {
        work.run();
        return;
      } catch (RuntimeException e) {
        if (!isCauseOf(e)) {
          throw e;
        }
        pause();
      }
    }
  }

  /**
   * Waits a moment before the next try.
   *
   * @throws IllegalStateException when the thread is interrupted meanwhile
   */
  public static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the database was away", e);
    }
  }

  /**
   * Whether the same work may succeed when it is tried again: the connection broke, none was to be
   * had, or another transaction was in the way.
   */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransientDataAccessException
          || cause instanceof NonTransientDataAccessResourceException
          || cause instanceof TransactionException
          || cause instanceof SQLException sql && isBroken(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Classes of SQLSTATE (PostgreSQL, appendix A): 08 connection, 40 rolled back, 53 out of
   * resources, 57 operator intervention such as a shutdown, 58 system error.
   */
  private static boolean isBroken(@Nullable String state) {
    return state != null && state.matches("(08|40|53|57|58).*");
  }
}
