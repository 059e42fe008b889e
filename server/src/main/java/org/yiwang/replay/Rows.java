package org.yiwang.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Refused;

/**
 * The rows of a file with separated values, read line by line, so that one that can't be taken
 * apart costs no other. A value in quotes may go over several lines.
 */
final class Rows implements AutoCloseable {
  /** A quote that is not closed by then is a stray one: only its own line is given up. */
  private static final int MOST_LINES_A_ROW = 50;

  /** What a decoder puts where bytes are no text in the file's character set. */
  private static final char NO_CHARACTER = '\uFFFD';

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * A row.
   *
   * @param line where it begins; the header is on line 1
   * @param values or null when it can't be taken apart
   * @param fault why it can't
   */
  record Row(long line, @Nullable CSVRecord values, @Nullable String fault, String text) {}

  private final BufferedReader in;
  private final CSVFormat form;
  private final List<String> columns;
  private final Deque<String> pushedBack = new ArrayDeque<>();
  private long linesRead;
  private long position;

  private Rows(BufferedReader in, CSVFormat plain) throws IOException {
    this.in = in;
    var first = nextLine();
    while (first != null && first.isBlank()) {
      first = nextLine();
    }
    if (first == null) {
      throw Refused.invalid("FILE", "is empty");
    }
    var names = first.startsWith(BYTE_ORDER_MARK) ? first.substring(1) : first;
    if (names.indexOf(NO_CHARACTER) >= 0) {
      throw Refused.invalid("file.charset", "the names of the columns are not written in it");
    }
    try {
      this.columns = parse(plain, names).toList();
    } catch (IOException e) {
      throw Refused.invalid("FILE", "the names of its columns can't be read: " + e.getMessage());
    }
    this.form = plain.builder().setHeader(columns.toArray(String[]::new)).get();
  }

  /** Opens a file whose first line has the names of the columns. */
  static Rows of(Reader file, CSVFormat form) throws IOException {
    return new Rows(new BufferedReader(file), form);
  }

  List<String> columns() {
    return columns;
  }

  /** Characters of the file that are read. */
  long position() {
    return position;
  }

  /** The next row that has anything in it, or null at the end. */
  @Nullable Row next() throws IOException {
    for (var line = nextLine(); line != null; line = nextLine()) {
      if (!line.isBlank()) {
        var row = row(linesRead, line);
        var values = row.values();
        if (values == null || values.stream().anyMatch(value -> !value.isBlank())) {
          return row;
        }
      }
    }
    return null;
  }

  private Row row(long number, String first) throws IOException {
    var text = new StringBuilder(first);
    var more = new ArrayList<String>();
    while (true) {
      try {
        return checked(number, parse(form, text.toString()), text.toString());
      } catch (IOException e) {
        var next = isOpen(text) && more.size() < MOST_LINES_A_ROW ? nextLine() : null;
        if (next == null) {
          giveBack(more);
          var fault = isOpen(first) ? "has a quote that is not closed" : "has a stray quote";
          return new Row(number, null, fault, first);
        }
        more.add(next);
        text.append('\n').append(next);
      }
    }
  }

  private Row checked(long number, CSVRecord values, String text) {
    var expected = columns.size();
    var isLonger = values.stream().skip(expected).anyMatch(value -> !value.isBlank());
    if (values.size() < expected || isLonger) {
      var fault = "has %d values instead of %d".formatted(values.size(), expected);
      return new Row(number, null, fault, text);
    }
    if (text.indexOf(NO_CHARACTER) >= 0) {
      return new Row(number, null, "has bytes that are no text in the file's charset", text);
    }
    return new Row(number, values, null, text);
  }

  private static CSVRecord parse(CSVFormat form, String text) throws IOException {
    try (var parser = CSVParser.parse(text, form)) {
      var records = parser.iterator();
      if (!records.hasNext()) {
        throw new IOException("nothing in it");
      }
      return records.next();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isOpen(CharSequence text) {
    return text.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  private @Nullable String nextLine() throws IOException {
    var line = pushedBack.isEmpty() ? in.readLine() : pushedBack.removeFirst();
    if (line != null) {
      linesRead++;
      position += line.length() + 1;
    }
    return line;
  }

  private void giveBack(List<String> lines) {
    for (var line : lines.reversed()) {
      pushedBack.addFirst(line);
      linesRead--;
      position -= line.length() + 1;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
