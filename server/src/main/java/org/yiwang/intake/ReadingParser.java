package org.yiwang.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;
import org.yiwang.registry.Datastreams;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads JSON into a {@link ReadingBatch}: an array of {@code {device, property, time, value}}, one
 * such object, or several one after the other. A reading that can't be used is refused alone; only
 * text that is no JSON refuses the whole message, or its line where the message is one of lines.
 *
 * <p>A reading may also say the {@code unit} of its value, which is converted to that of the
 * datastream; the {@code line} of the sender's file it comes from; and, instead of all else, the
 * {@code fault} {@code {field, reason, raw}} for which the sender itself could not read it.
 */
@Component
public class ReadingParser {
  /** A device clock further ahead than this is wrong; its readings would spoil every period. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private static final int LONGEST_LINE = 64 << 10;

  /**
   * Buffers are kept by the thread: a pool that all share cost a tenth of taking a message apart.
   */
  private final JsonFactory json =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          // Not JSON, but what several languages write for a missing value: it costs one reading.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxStringLength(4096).build())
          .build();

  private final Datastreams datastreams;
  private final Clock clock;

  public ReadingParser(Datastreams datastreams, Clock clock) {
    this.datastreams = datastreams;
    this.clock = clock;
  }

  /**
   * Reads a message.
   *
   * @param device device the message comes from, for readings that do not name one, or null
   * @param maxReadings more refuse the message
   * @param isOwn whether the sender may send readings of a datastream
   * @throws Refused when the text is no JSON
   */
  public ReadingBatch parse(
      InputStream message, @Nullable String device, int maxReadings, IntPredicate isOwn) {
    return read(
        () -> json.createParser(ObjectReadContext.empty(), message), device, maxReadings, isOwn);
  }

  /**
   * Reads a message that is in memory; as {@link #parse(InputStream, String, int, IntPredicate)}.
   */
  public ReadingBatch parse(
      byte[] message, @Nullable String device, int maxReadings, IntPredicate isOwn) {
    return read(
        () -> json.createParser(ObjectReadContext.empty(), message), device, maxReadings, isOwn);
  }

  /**
   * Reads a message of lines with a reading each (NDJSON). A line that is no JSON is refused alone,
   * as its end is known.
   *
   * @param maxReadings more refuse the message
   * @param isOwn whether the sender may send readings of a datastream
   * @throws IOException when the message can't be read to its end
   */
  public ReadingBatch parseLines(InputStream message, int maxReadings, IntPredicate isOwn)
      throws IOException {
    var batch = new ReadingBatch();
    var one = new OneReading(datastreams, batch, null, clock.millis(), isOwn);
    var line = new ByteArrayOutputStream(256);
    var buffer = new byte[8192];
    for (var read = message.read(buffer); read >= 0; read = message.read(buffer)) {
      var from = 0;
      for (var i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          line.write(buffer, from, i - from);
          readLine(line, one, maxReadings);
          from = i + 1;
        }
      }
      line.write(buffer, from, read - from);
      if (line.size() > LONGEST_LINE) {
        throw Refused.tooLarge("body", "has a line of more than " + LONGEST_LINE + " bytes");
      }
    }
    readLine(line, one, maxReadings);
    return batch;
  }

  /** One line, which is empty afterwards. A blank one is none. */
  private void readLine(ByteArrayOutputStream line, OneReading one, int maxReadings) {
    var bytes = line.toByteArray();
    line.reset();
    try (var parser = json.createParser(ObjectReadContext.empty(), bytes)) {
      while (parser.nextToken() != null) {
        one.read(parser, maxReadings);
      }
    } catch (JacksonException e) {
      one.refuse("is no JSON", new String(bytes, UTF_8), maxReadings);
    }
  }

  private ReadingBatch read(
      Supplier<JsonParser> message, @Nullable String device, int maxReadings, IntPredicate isOwn) {
    var batch = new ReadingBatch();
    try (var parser = message.get()) {
      var one = new OneReading(datastreams, batch, device, clock.millis(), isOwn);
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY && one.isFirst()) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            one.read(parser, maxReadings);
          }
        } else {
          one.read(parser, maxReadings);
        }
      }
    } catch (JacksonException e) {
      var where = e.getLocation();
      var place =
          where == null
              ? ""
              : " at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
      throw Refused.invalid("body", "is not the JSON of readings" + place);
    }
    return batch;
  }
}
