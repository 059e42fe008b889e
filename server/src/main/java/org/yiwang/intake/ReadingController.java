package org.yiwang.intake;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Given;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Refused;
import org.yiwang.registry.Datastreams;

/** Readings over HTTP: sent in batches, asked for by datastream and period. */
@RestController
@RequestMapping("/api/v1/readings")
class ReadingController {
  private static final int MAX_READINGS = 50_000;
  private static final int MAX_BYTES = 16 << 20;
  private static final Pattern LINES = Pattern.compile("(?i)^application/(x-)?(ndjson|jsonl)\\b");
  private static final Pattern FORM =
      Pattern.compile("(?i)^(application/x-www-form-urlencoded|multipart/)");
  private static final int LONGEST_SOURCE = 200;
  private static final int MAX_ROWS = 10_000;
  private static final long COMMIT_LIMIT_SECONDS = 30;

  /**
   * Readings of one datastream in a period.
   *
   * @param late times of those among them that came too late to be judged
   * @param next cursor of the page that follows, or null at the end
   */
  record Series(
      String device,
      String property,
      String unit,
      List<Readings.Value> items,
      List<Instant> late,
      @Nullable String next) {}

  /** A reading as it is sent; it is parsed by hand, so this only describes it. */
  record ReadingSent(String device, String property, Instant time, double value) {}

  private final Readings readings;
  private final ReadingParser parser;
  private final Datastreams datastreams;
  private final SourceLimits limits;
  private final OwnDatastreams own;
  private final LateReadings late;
  private final Clock clock;

  ReadingController(
      Readings readings,
      ReadingParser parser,
      Datastreams datastreams,
      SourceLimits limits,
      OwnDatastreams own,
      LateReadings late,
      Clock clock) {
    this.readings = readings;
    this.parser = parser;
    this.datastreams = datastreams;
    this.limits = limits;
    this.own = own;
    this.late = late;
    this.clock = clock;
  }

  @Needs("reading.write")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              array = @ArraySchema(schema = @Schema(implementation = ReadingSent.class))))
  @PostMapping
  Receipt send(HttpServletRequest request, @RequestParam @Nullable String source, Caller caller)
      throws IOException {
    var sender = "http " + caller.name() + (source == null ? "" : ": " + shortened(source));
    var isOwn = own.of(caller);
    var batch =
        isLines(request)
            ? parser.parseLines(body(request), MAX_READINGS, isOwn)
            : parser.parse(body(request), null, MAX_READINGS, isOwn);
    limits.take(caller.kind() + " " + caller.id(), batch.size() + batch.refusals().size());
    try {
      return readings.submit(batch, sender).get(COMMIT_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw Refused.tooMany("the readings could not be stored in time; send them again", 5);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refused.tooMany("the server is stopping; send the readings again", 5);
    }
  }

  @Needs("reading.read")
  @GetMapping
  Series list(
      @RequestParam String device,
      @RequestParam String property,
      @RequestParam @Nullable Instant from,
      @RequestParam @Nullable Instant to,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit,
      Caller caller) {
    var id = datastreams.find(device, property);
    if (id < 0) {
      throw Refused.notFound("device", device + " " + property);
    }
    var datastream = datastreams.get(id);
    caller.require("reading.read", datastream.areaPath(), null);
    var end = to == null ? clock.instant().plus(ReadingParser.MAX_AHEAD) : to;
    var begin = from == null ? end.minus(Duration.ofHours(24)) : from;
    var start = cursor == null || cursor.isBlank() ? begin : Given.place(cursor);
    if (!start.isBefore(end)) {
      throw Refused.invalid("from", "is not before " + (to == null ? "now" : "'to'"));
    }
    var most = limit == null ? MAX_ROWS : limit;
    if (most < 1 || most > MAX_ROWS) {
      throw Refused.invalid("limit", "must be between 1 and " + MAX_ROWS);
    }
    var items = readings.list(id, start, end, most + 1);
    var next = items.size() > most ? items.get(most).time().toString() : null;
    var shown = items.subList(0, Math.min(most, items.size()));
    var marked = next == null ? end : items.get(most).time();
    return new Series(
        device, property, datastream.unit(), shown, late.list(id, start, marked), next);
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(LONGEST_SOURCE, text.length()));
  }

  private static boolean isLines(HttpServletRequest request) {
    var type = request.getContentType();
    return type != null && LINES.matcher(type).find();
  }

  private static InputStream body(HttpServletRequest request) throws IOException {
    var type = request.getContentType();
    if (type != null && FORM.matcher(type).find()) {
      // Whoever looks for a parameter reads such a body to its end: nothing would be left of it.
      throw Refused.invalid(
          "Content-Type", "must be application/json or application/x-ndjson, not " + type);
    }
    var raw = new Limited(request.getInputStream(), MAX_BYTES);
    var encoding = request.getHeader("Content-Encoding");
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return raw;
    }
    if (!encoding.toLowerCase(Locale.ROOT).equals("gzip")) {
      throw Refused.invalid("Content-Encoding", "must be gzip or absent");
    }
    try {
      return new Limited(new BufferedInputStream(new GZIPInputStream(raw)), 4L * MAX_BYTES);
    } catch (ZipException | EOFException e) {
      throw Refused.invalid("body", "is not gzip");
    }
  }

  /** Ends a body that is larger than allowed, also one that unpacks to more. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long limit) {
      super(in);
      left = limit;
    }

    @Override
    public int read() throws IOException {
      var one = unpacked(() -> in.read());
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var read = unpacked(() -> in.read(bytes, offset, length));
      count(Math.max(read, 0));
      return read;
    }

    private interface Read {
      int run() throws IOException;
    }

    private static int unpacked(Read read) throws IOException {
      try {
        return read.run();
      } catch (ZipException | EOFException e) {
        throw Refused.invalid("body", "is not complete gzip");
      }
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw Refused.tooLarge("body", "is larger than allowed; send smaller batches");
      }
    }
  }
}
