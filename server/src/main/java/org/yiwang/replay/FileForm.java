package org.yiwang.replay;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Refused;

/**
 * How a text file with separated values is written.
 *
 * @param charset name of the character set; UTF-8 where none is given
 * @param separator between values; a comma where none is given
 * @param decimal sign before the decimals, {@code .} or {@code ,}
 * @param missing values that stand for "not measured", such as -200
 */
record FileForm(
    @Nullable String charset,
    @Nullable String separator,
    @Nullable String decimal,
    @Nullable List<String> missing) {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  static final FileForm USUAL = new FileForm(null, null, null, null);

  /** Opens a file; the first line has the names of the columns. */
  CSVParser open(Path file) throws IOException {
    var form =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator == null ? "," : separator)
            .setHeader()
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    var text = Files.newBufferedReader(file, charsetToRead());
    // A byte order mark would be taken for a part of the first column's name.
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return form.parse(text);
  }

  private Charset charsetToRead() {
    if (charset == null) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw Refused.invalid("file.charset", charset + " is not known here");
    }
  }

  boolean isMissing(String value) {
    return value.isBlank() || missing != null && missing.contains(value);
  }

  /**
   * A number as it is written in the file.
   *
   * @throws NumberFormatException when it is none
   */
  double number(String text) {
    var plain = ",".equals(decimal) ? text.replace(".", "").replace(',', '.') : text;
    return Double.parseDouble(plain);
  }
}
