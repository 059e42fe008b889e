package org.yiwang.replay;

import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
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
  /** With a decimal comma a point stands between thousands, and nowhere else. */
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+(,\\d+)?");

  static final FileForm USUAL = new FileForm(null, null, null, null);

  /** Opens a file; its first line has the names of the columns. */
  Rows open(Path file) throws IOException {
    var form =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator == null ? "," : separator)
            .setAllowMissingColumnNames(true)
            .setTrim(true)
            .get();
    // Unlike Files.newBufferedReader this goes on after bytes that are no text.
    return Rows.of(new InputStreamReader(Files.newInputStream(file), charsetToRead()), form);
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

  /** Whether a value stands for "not measured", however its number is written: -200 or -200,0. */
  boolean isMissing(String value) {
    return value.isBlank()
        || missing != null
            && missing.stream().anyMatch(code -> code.equals(value) || isSame(code, value));
  }

  private boolean isSame(String code, String value) {
    try {
      return number(code) == number(value);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * A finite number as it is written in the file.
   *
   * @throws NumberFormatException when it is none
   */
  double number(String text) {
    var plain = text;
    if (",".equals(decimal)) {
      if (text.indexOf('.') >= 0 && !THOUSANDS.matcher(text).matches()) {
        throw new NumberFormatException(text);
      }
      plain = text.replace(".", "").replace(',', '.');
    }
    var number = new BigDecimal(plain).doubleValue();
    if (Double.isInfinite(number)) {
      throw new NumberFormatException(text);
    }
    return number;
  }
}
