package org.yiwang.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Json;
import org.yiwang.platform.Refused;

/**
 * Plays a file of readings to a server: in the rhythm of their own times, faster by a factor, or as
 * fast as the server takes them. What the file has and nobody can read goes along with its line and
 * reason, so that it is kept where all that could not be used is kept.
 */
public final class Replay {
  private static final int LONGEST_RAW = 200;
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
      var header = rowsOfFile.getHeaderNames();
      checkColumns(header);
      var progress = Progress.of(file);
      var line = 2L;
      for (var row : rowsOfFile) {
        rows++;
        play(row, line, header.size());
        progress.show(row.getCharacterPosition(), rows);
        line = rowsOfFile.getCurrentLineNumber() + 1;
      }
      send();
      progress.finish(rows);
    } catch (UncheckedIOException e) {
      throw Refused.invalid("FILE", "is no file of separated values: " + e.getMessage());
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

  private void play(CSVRecord row, long line, int columns)
      throws IOException, InterruptedException {
    if (row.size() != columns) {
      fault(line, "", "has %d values instead of %d".formatted(row.size(), columns), row);
      return;
    }
    Instant time;
    try {
      time = times.read(row);
    } catch (DateTimeException e) {
      fault(line, "time", "can't be read: " + times.text(row), row);
      return;
    }
    keepPace(time);
    var device = map.deviceColumn() == null ? map.device() : row.get(map.deviceColumn());
    for (var value : Objects.requireNonNull(map.values())) {
      var text = row.get(value.column());
      if (map.form().isMissing(text)) {
        missing++;
        continue;
      }
      try {
        add(line, device, time, value, map.form().number(text));
      } catch (NumberFormatException e) {
        fault(line, value.column(), "is no number: " + text, row);
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

  private void fault(long line, String field, String reason, CSVRecord row)
      throws IOException, InterruptedException {
    var raw = String.join(",", row);
    append(
        Map.of(
            "line",
            line,
            "fault",
            Map.of(
                "field", field,
                "reason", reason,
                "raw", raw.substring(0, Math.min(LONGEST_RAW, raw.length())))));
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
