package org.yiwang.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.UnitConversion;
import org.yiwang.platform.Refused;
import org.yiwang.registry.Datastreams;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/**
 * The reading of a message that is being read, and its place there. It goes into the batch, or is
 * refused with the first fault found.
 */
final class OneReading {
  private static final String NO_TIME =
      "is neither a time such as 2026-11-21T08:00:00+08:00 nor milliseconds";
  private static final int LONGEST_RAW = 500;
  private static final long EARLIEST = Instant.EPOCH.toEpochMilli();

  private final Datastreams datastreams;
  private final ReadingBatch batch;
  private final @Nullable String sender;
  private final long nowMillis;
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

  /**
   * Nothing has been read yet.
   *
   * @param sender device the message comes from, for readings that do not name one, or null
   * @param nowMillis the server's time
   * @param isOwn whether the sender may send readings of a datastream
   */
  OneReading(
      Datastreams datastreams,
      ReadingBatch batch,
      @Nullable String sender,
      long nowMillis,
      IntPredicate isOwn) {
    this.datastreams = datastreams;
    this.batch = batch;
    this.sender = sender;
    this.nowMillis = nowMillis;
    this.isOwn = isOwn;
  }

  /** Whether none has been read or refused yet. */
  boolean isFirst() {
    return index == 0;
  }

  /**
   * Reads the value the parser stands at.
   *
   * @throws Refused when the message has more than so many readings
   */
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
      } else if (timeMillis > nowMillis + ReadingParser.MAX_AHEAD.toMillis()) {
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
      batch.addAhead(new ReadingBatch.Ahead(id, timeMillis, nowMillis));
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
