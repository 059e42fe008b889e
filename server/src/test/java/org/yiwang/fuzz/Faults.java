package org.yiwang.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** What went wrong, one example of each kind: the log's errors too, for they are seen by nobody. */
final class Faults extends AppenderBase<ILoggingEvent> {
  private static final int KEPT_CHARACTERS = 600;

  private final Map<String, String> examples = new TreeMap<>();
  private final Map<String, AtomicInteger> counts = new TreeMap<>();

  /** Listens to the log of the whole process. */
  static Faults listening() {
    var faults = new Faults();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    faults.setContext(root.getLoggerContext());
    faults.start();
    root.addAppender(faults);
    return faults;
  }

  synchronized void add(String where, String what, String example) {
    var kind = where + " -> " + what.substring(0, Math.min(KEPT_CHARACTERS, what.length()));
    counts.computeIfAbsent(kind, k -> new AtomicInteger()).incrementAndGet();
    examples.putIfAbsent(kind, example.substring(0, Math.min(KEPT_CHARACTERS, example.length())));
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      var thrown = event.getThrowableProxy();
      var cause = thrown;
      while (cause != null && cause.getCause() != null) {
        cause = cause.getCause();
      }
      var what = cause == null ? event.getFormattedMessage() : cause.getClassName();
      var at = new StringBuilder();
      if (cause != null) {
        at.append(cause.getMessage());
        for (var line : cause.getStackTraceElementProxyArray()) {
          if (line.getSTEAsString().contains("org.yiwang")) {
            at.append("\n    ").append(line.getSTEAsString());
          }
        }
      }
      add("log " + event.getLoggerName(), what, event.getFormattedMessage() + " " + at);
    }
  }

  synchronized boolean none() {
    return counts.isEmpty();
  }

  @Override
  public synchronized String toString() {
    var out = new StringBuilder();
    counts.forEach((kind, count) ->
        out.append(count)
            .append(" × ")
            .append(kind)
            .append("\n  ")
            .append(examples.get(kind))
            .append('\n'));
    return out.toString();
  }

  void stopListening() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(this);
    stop();
  }
}
