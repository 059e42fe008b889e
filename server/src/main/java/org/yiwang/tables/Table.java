package org.yiwang.tables;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * A CSV file with a header line. UTF-8 with or without a byte order mark; a file that is not valid
 * UTF-8 is read as GB18030, which is what office programs in China write.
 */
public record Table(List<String> header, List<Row> rows) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setIgnoreEmptyLines(true).get();

  public static Table read(Path file) throws IOException {
    return parse(decode(Files.readAllBytes(file)));
  }

  public static Table parse(String text) throws IOException {
    var marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (var parser = FORMAT.parse(new StringReader(marked))) {
      var rows = new ArrayList<Row>();
      var line = 2L;
      for (var csv : parser) {
        var row = new Row(line, csv.toMap());
        if (csv.size() != parser.getHeaderNames().size()) {
          row.refuse(
              "",
              "%d values expected, %d found".formatted(parser.getHeaderNames().size(), csv.size()));
        }
        rows.add(row);
        // A quoted value may hold line breaks: the next row starts where this one ended.
        line = parser.getCurrentLineNumber() + 1;
      }
      return new Table(List.copyOf(parser.getHeaderNames()), rows);
    } catch (UncheckedIOException e) {
      throw new IOException("not a CSV file: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("header: " + e.getMessage(), e);
    }
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("GB18030"));
    }
  }
}
