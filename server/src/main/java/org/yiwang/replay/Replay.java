package org.yiwang.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Json;
import org.yiwang.platform.Refused;

/**
 * Plays a file of readings to a server: in the rhythm of their own times, faster by a factor, or as
 * fast as the server takes them. What the file has and nobody can read goes along with its line and
 * reason, so that it is kept where all that could not be used is kept.
 */
public final class Replay {
  private static final int LONGEST_TEXT = 200;
  private static final int BATCH = 5_000;

  /**
   * What became of a file.
   *
   * @param rows lines read
   * @param readings values found in them
   * @param missing values that stand for "not measured"
   */
  public record Counts(
      long rows, long readings, long stored, long duplicate, long missing, long quarantined) {}

  private final ReadingMap map;
  private final TimeForm.Reader times;
  private final ReadingDoor door;
  private final double speed;
  private final StringBuilder batch = new StringBuilder();
  private int batched;
  private long rows;
  private long readings;
  private long missing;
  private @Nullable Instant firstTime;
  private long firstNanos;

  /**
   * @param mapFile what the columns mean
   * @param speed seconds of the file in a second; infinite for as fast as it goes
   */
  public Replay(Path mapFile, ReadingDoor door, double speed) throws IOException {
    this.map = ReadingMap.read(mapFile);
    this.times = Objects.requireNonNull(map.time()).reader();
    this.door = door;
    this.speed = speed;
  }

  /** Plays a file to its end. */
  public Counts play(Path file) throws IOException, InterruptedException {
    try (var rowsOfFile = map.form().open(file)) {
      checkColumns(rowsOfFile.columns());
      var progress = Progress.of(file);
      for (var row = rowsOfFile.next(); row != null; row = rowsOfFile.next()) {
        rows++;
        play(row);
        progress.show(rowsOfFile.position(), rows);
      }
      send();
      progress.finish(rows);
    }
    return new Counts(rows, readings, door.accepted(), door.duplicate(), missing, door.refused());
  }

  private void checkColumns(List<String> header) {
    var wanted = new LinkedHashMap<String, String>();
    Objects.requireNonNull(times.columns()).forEach(column -> wanted.put(column, "time.columns"));
    if (map.deviceColumn() != null) {
      wanted.put(map.deviceColumn(), "deviceColumn");
    }
    Objects.requireNonNull(map.values()).forEach(value -> wanted.put(value.column(), "values"));
    wanted.forEach((column, key) -> {
      if (!header.contains(column)) {
        throw Refused.invalid(key, "the file has no column " + column);
      }
    });
  }

  private void play(Rows.Row row) throws IOException, InterruptedException {
    var values = row.values();
    if (values == null) {
      fault(row, "", String.valueOf(row.fault()));
      return;
    }
    Instant time;
    try {
      time = times.read(values);
    } catch (DateTimeException e) {
      fault(row, "time", "can't be read: " + times.text(values));
      return;
    }
    keepPace(time);
    var device = map.deviceColumn() == null ? map.device() : values.get(map.deviceColumn());
    for (var value : Objects.requireNonNull(map.values())) {
      var text = values.get(value.column());
      if (map.form().isMissing(text)) {
        missing++;
        continue;
      }
      try {
        add(row.line(), device, time, value, map.form().number(text));
      } catch (NumberFormatException e) {
        fault(row, value.column(), "is no number: " + text);
      }
    }
  }

  private void add(
      long line, @Nullable String device, Instant time, ReadingMap.Value value, double number)
      throws IOException, InterruptedException {
    var reading = new LinkedHashMap<String, Object>();
    reading.put("device", device);
    reading.put("property", value.property());
    reading.put("time", time.toString());
    reading.put("value", number);
    if (value.unit() != null) {
      reading.put("unit", value.unit());
    }
    reading.put("line", line);
    append(reading);
  }

  private void fault(Rows.Row row, String field, String reason)
      throws IOException, InterruptedException {
    append(
        Map.of(
            "line",
            row.line(),
            "fault",
            Map.of("field", field, "reason", shortened(reason), "raw", shortened(row.text()))));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
  }

  private void append(Map<String, Object> reading) throws IOException, InterruptedException {
    readings++;
    batch.append(Json.write(reading)).append('\n');
    if (++batched >= BATCH) {
      send();
    }
  }

  private void send() throws IOException, InterruptedException {
    if (batched > 0) {
      door.send(batch.toString());
      batch.setLength(0);
      batched = 0;
    }
  }

  /** Waits until a time of the file is due; what is older than the one before is due at once. */
  private void keepPace(Instant time) throws IOException, InterruptedException {
    if (Double.isInfinite(speed)) {
      return;
    }
    var first = firstTime;
    if (first == null) {
      firstTime = time;
      firstNanos = System.nanoTime();
      return;
    }
    var due = firstNanos + (long) (Duration.between(first, time).toNanos() / speed);
    if (due > System.nanoTime()) {
      send();
      Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
    }
  }
}
