package org.yiwang.backtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A CSV file with a header, read line by line: commas, double quotes, UTF-8. */
final class Csv {

  /** One line; a column that is missing or empty reads as the alternative. */
  record Line(String file, int number, Map<String, Integer> columns, List<String> cells) {
    String text(String column, String otherwise) {
      var at = columns.get(column);
      var cell = at == null || at >= cells.size() ? "" : cells.get(at).trim();
      return cell.isEmpty() ? otherwise : cell;
    }

    String text(String column) {
      var cell = text(column, "");
      if (cell.isEmpty()) {
        throw wrong("column '" + column + "' is missing or empty");
      }
      return cell;
    }

    double number(String column) {
      try {
        return Double.parseDouble(text(column));
      } catch (NumberFormatException e) {
        throw wrong("'" + text(column) + "' is not a number");
      }
    }

    /** Milliseconds since 1970, or a time after ISO 8601; without an offset by a zone's clock. */
    long time(String column, ZoneId zone) {
      var cell = text(column).replace(' ', 'T');
      try {
        if (cell.chars().allMatch(Character::isDigit)) {
          return Long.parseLong(cell);
        }
        boolean offset = cell.endsWith("Z") || cell.matches(".*[+-]\\d\\d:?\\d\\d");
        var moment =
            offset
                ? OffsetDateTime.parse(cell).toInstant()
                : LocalDateTime.parse(cell).atZone(zone).toInstant();
        return moment.toEpochMilli();
      } catch (DateTimeException | NumberFormatException e) {
        throw wrong("'" + cell + "' is not a time (write it like 2026-11-21T08:30:00+08:00)");
      }
    }

    WrongInput wrong(String reason) {
      return new WrongInput(file + ":" + number + ": " + reason);
    }
  }

  /** What to do with a line. */
  interface Taker {
    void take(Line line);
  }

  private Csv() {}

  static void read(Path file, Taker taker) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      var header = in.readLine();
      if (header == null) {
        throw new WrongInput(file + ": the file is empty");
      }
      var columns = new HashMap<String, Integer>();
      for (var name : split(header)) {
        columns.put(name.trim().replace("\uFEFF", ""), columns.size());
      }
      int number = 1;
      for (var text = in.readLine(); text != null; text = in.readLine()) {
        number++;
        if (!text.isBlank()) {
          taker.take(new Line(file.toString(), number, columns, split(text)));
        }
      }
    }
  }

  static String isoTime(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static List<String> split(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
