package org.yiwang.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * What comes in from outside can be stored and shown again: texts are Unicode without the zero
 * character, numbers finite, times of the years 1 to 9999. Checked here once, for every body and
 * every query, so that no module has to.
 */
@Configuration(proxyBeanMethods = false)
class ReadableInput implements WebMvcConfigurer {
  private static final int LAST_YEAR = 9999;

  /**
   * The text itself, if PostgreSQL can store it and JSON can show it.
   *
   * @throws IllegalArgumentException if it holds the zero character or half of a surrogate pair
   */
  static String text(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("holds the zero character");
      }
      if (Character.isSurrogate(c)) {
        var next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
        if (!Character.isSurrogatePair(c, next)) {
          throw new IllegalArgumentException("holds half of a character");
        }
        i++;
      }
    }
    return text;
  }

  static Instant time(String text) {
    var time = Instant.parse(text.strip());
    requireYear(time.atOffset(ZoneOffset.UTC).getYear());
    return time;
  }

  private static LocalDate day(String text) {
    var day = LocalDate.parse(text.strip());
    requireYear(day.getYear());
    return day;
  }

  private static void requireYear(int year) {
    if (year < 1 || year > LAST_YEAR) {
      throw new DateTimeException("not between the years 1 and " + LAST_YEAR);
    }
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, String.class, ReadableInput::text);
    registry.addFormatterForFieldType(
        Instant.class, (value, locale) -> value.toString(), (text, locale) -> time(text));
    registry.addFormatterForFieldType(
        LocalDate.class, (value, locale) -> value.toString(), (text, locale) -> day(text));
  }

  /** The factory of the parsers that read every request's body. */
  @Bean
  static JsonFactory jsonFactory() {
    return new ReadableJson();
  }

  @Bean
  static JacksonModule timesOfOurYears() {
    return new SimpleModule("times").addDeserializer(Instant.class, new TimeReader());
  }

  private static final class TimeReader extends StdDeserializer<Instant> {
    TimeReader() {
      super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
      var text = parser.getValueAsString();
      if (text == null) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      if (text.isBlank()) {
        return null;
      }
      try {
        return time(text);
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "is not a time");
      }
    }
  }
}
