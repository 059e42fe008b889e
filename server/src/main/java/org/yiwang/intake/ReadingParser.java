package org.yiwang.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.engine.UnitConversion;
import org.yiwang.platform.Refused;
import org.yiwang.registry.Datastreams;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.InputCoercionException;
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

  private static final String NO_TIME =
      "is neither a time such as 2026-11-21T08:00:00+08:00 nor milliseconds";
  private static final int LONGEST_RAW = 500;
  private static final int LONGEST_LINE = 64 << 10;
  private static final long EARLIEST = Instant.EPOCH.toEpochMilli();

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
    var one = new One(batch, null, clock.millis() + MAX_AHEAD.toMillis(), isOwn);
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
  private void readLine(ByteArrayOutputStream line, One one, int maxReadings) {
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
      var one = new One(batch, device, clock.millis() + MAX_AHEAD.toMillis(), isOwn);
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY && one.index == 0) {
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

  /** The reading being read, and its place. */
  private final class One {
    private final ReadingBatch batch;
    private final @Nullable String sender;
    private final long latestMillis;
    private final IntPredicate isOwn;
    private long index;
    private @Nullable String device;
    private @Nullable String property;
    private @Nullable String faultField;
    private String faultReason = "";
    private long timeMillis;
    private double value;
    private @Nullable String unit;
    private @Nullable String raw;
    private long line;
    private boolean hasTime;
    private boolean hasValue;

    One(ReadingBatch batch, @Nullable String sender, long latestMillis, IntPredicate isOwn) {
      this.batch = batch;
      this.sender = sender;
      this.latestMillis = latestMillis;
      this.isOwn = isOwn;
    }

    void read(JsonParser parser, int maxReadings) {
      requireRoom(maxReadings);
      device = sender;
      property = null;
      unit = null;
      raw = null;
      line = -1;
      faultField = null;
      hasTime = false;
      hasValue = false;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readFields(parser);
      } else {
        parser.skipChildren();
        fault("", "is not an object {device, property, time, value}");
      }
      finish();
      index++;
    }

    /** What is refused takes room too. */
    private void requireRoom(int maxReadings) {
      if (index >= maxReadings) {
        throw Refused.tooLarge("body", "has more than " + maxReadings + " readings");
      }
    }

    private void readFields(JsonParser parser) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var field = parser.currentName();
        var token = parser.nextToken();
        switch (field) {
          case "device" -> readDevice(text(parser, token, field));
          case "property" -> property = text(parser, token, field);
          case "time" -> readTime(parser, token);
          case "value" -> readValue(parser, token);
          case "unit" -> unit = text(parser, token, field);
          case "line" -> readLine(parser, token);
          case "fault" -> readFault(parser, token);
          default -> parser.skipChildren();
        }
      }
    }

    private void readDevice(@Nullable String text) {
      if (text != null && sender != null && !text.equals(sender)) {
        fault("device", "is not the device that the topic names");
      } else if (text != null) {
        device = text;
      }
    }

    private @Nullable String text(JsonParser parser, JsonToken token, String field) {
      if (token == JsonToken.VALUE_STRING) {
        return parser.getString();
      }
      parser.skipChildren();
      fault(field, "is not a text");
      return null;
    }

    private void readTime(JsonParser parser, JsonToken token) {
      if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
        // Not in the try below: text that is no JSON must end the message, not this field.
        parser.skipChildren();
        fault("time", NO_TIME);
        return;
      }
      try {
        timeMillis =
            token == JsonToken.VALUE_STRING
                ? TimeText.parseMillis(parser.getString())
                : parser.getLongValue();
        hasTime = true;
      } catch (DateTimeException | InputCoercionException e) {
        fault("time", NO_TIME);
      }
    }

    private void readValue(JsonParser parser, JsonToken token) {
      if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
        value = parser.getDoubleValue();
        hasValue = Double.isFinite(value);
        if (!hasValue) {
          fault("value", "is not a finite number");
        }
      } else {
        parser.skipChildren();
        fault("value", "is not a number");
      }
    }

    private void readLine(JsonParser parser, JsonToken token) {
      if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
        line = parser.getLongValue();
      } else {
        parser.skipChildren();
        fault("line", "is not a whole number");
      }
    }

    private void readFault(JsonParser parser, JsonToken token) {
      if (token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        fault("fault", "is not an object {field, reason, raw}");
        return;
      }
      var field = "";
      var reason = "can't be read by its sender";
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var name = parser.currentName();
        var text = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
        switch (name) {
          case "field" -> field = text;
          case "reason" -> reason = text;
          case "raw" -> raw = text;
          default -> {}
        }
        parser.skipChildren();
      }
      fault(field, reason);
    }

    /** Refuses what could not even be taken apart. */
    void refuse(String reason, String text, int maxReadings) {
      requireRoom(maxReadings);
      var shown = text.substring(0, Math.min(LONGEST_RAW, text.length()));
      batch.refuse(new ReadingBatch.Refusal(index, index, "", reason, shown));
      index++;
    }

    private void fault(String field, String reason) {
      if (faultField == null) {
        faultField = field;
        faultReason = reason;
      }
    }

    private void finish() {
      var knownDevice = device;
      var knownProperty = property;
      if (faultField == null) {
        if (knownDevice == null) {
          fault("device", "is missing");
        } else if (knownProperty == null) {
          fault("property", "is missing");
        } else if (!hasTime) {
          fault("time", "is missing");
        } else if (!hasValue) {
          fault("value", "is missing");
        } else if (timeMillis > latestMillis) {
          fault("time", "is more than 5 minutes ahead of the server's clock");
          noteAhead(knownDevice, knownProperty);
        } else if (timeMillis < EARLIEST) {
          fault("time", "is before 1970");
        } else {
          var id = datastreams.find(knownDevice, knownProperty);
          if (id >= 0 && isOwn.test(id)) {
            if (isConverted(id)) {
              batch.add(id, timeMillis, value);
              return;
            }
          } else if (id >= 0) {
            fault("device", "is outside the sender's area");
          } else if (datastreams.isDevice(knownDevice)) {
            fault("property", "is none of this device's");
          } else {
            fault("device", "is not registered");
          }
        }
      }
      batch.refuse(
          new ReadingBatch.Refusal(
              index, line < 0 ? index : line, String.valueOf(faultField), faultReason, raw()));
    }

    /** The reading is of no use, but it tells something of its device. */
    private void noteAhead(String ofDevice, String ofProperty) {
      var id = datastreams.find(ofDevice, ofProperty);
      if (id >= 0 && isOwn.test(id)) {
        var now = latestMillis - MAX_AHEAD.toMillis();
        batch.addAhead(new ReadingBatch.Ahead(id, timeMillis, now));
      }
    }

    /** Turns the value into the unit of the datastream; a fault where it can't be. */
    private boolean isConverted(int datastream) {
      var from = unit;
      if (from == null) {
        return true;
      }
      try {
        value = UnitConversion.convert(value, from, datastreams.get(datastream).unit());
        return true;
      } catch (IllegalArgumentException e) {
        fault("unit", String.valueOf(e.getMessage()));
        return false;
      }
    }

    /** What could be read of it, for the quarantine. */
    private String raw() {
      if (raw != null) {
        return raw;
      }
      return "device=%s property=%s time=%s value=%s"
          .formatted(
              device,
              property,
              hasTime ? Instant.ofEpochMilli(timeMillis) : "?",
              hasValue ? value : "?");
    }
  }
}
