package org.yiwang.fuzz;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that are well formed and mostly make sense, built from what an endpoint declares and
 * from what the model district holds: only such a request gets past the first check, to where the
 * harm would be done.
 */
final class Samples {
  static final String BOUNDARY = "----yiwang";
  private static final JsonMapper JSON = new JsonMapper();
  private static final int OPEN_CASES = 20;

  /** Values that mean something here, by the name of the field that carries them. */
  private static final Map<String, List<Object>> KNOWN =
      Map.ofEntries(
          Map.entry("device", List.of("QT-0001", "QT-0002", "FJ-0001", "QT-0100")),
          Map.entry("property", List.of("methane", "fan.running", "fan.command")),
          Map.entry("area", List.of("500000", "500105", "500105101", "/")),
          Map.entry("parent", List.of("500000", "500105")),
          Map.entry("level", List.of("I", "II", "III", "IV", "grid", "street")),
          Map.entry("type", List.of("general", "septic-tank-gas")),
          Map.entry("kind", List.of("septic-tank", "gas-sensor", "area", "unit", "person", "fan")),
          Map.entry("code", List.of("QT-0001", "HFC-0001", "NEW-0001")),
          Map.entry("subject", List.of("HFC-0001", "HFC-0002")),
          Map.entry("state", List.of("open", "closed", "cleared", "filed", "assigned")),
          Map.entry("sort", List.of("due", "-opened")),
          Map.entry("post", List.of("grid-worker", "operator")),
          Map.entry("period", List.of("2026-11", "2026-10")),
          Map.entry("series", List.of("1,2,3", "all")),
          Map.entry("source", List.of("mqtt QT-0001", "http test integrator")),
          Map.entry("unit", List.of("%LEL", "ppm", 1, 2)),
          Map.entry("login", List.of("shiftlead", "nobody")),
          Map.entry("password", List.of("wrong password", "letmeinplease")),
          Map.entry("phone", List.of("13800000000")),
          Map.entry("sha256", List.of("00")),
          Map.entry("step", List.of("accept", "arrive", "hand-in", "return")),
          Map.entry(
              "action",
              List.of(
                  "take-over",
                  "hand-back",
                  "dispatch",
                  "assign",
                  "accept",
                  "arrive",
                  "hand-in",
                  "return",
                  "verify",
                  "refuse",
                  "supervise",
                  "suspend",
                  "resume",
                  "extend",
                  "note")));

  private final Random random;

  Samples(Random random) {
    this.random = random;
  }

  /** A request to an endpoint, without a sign-in. */
  Sample of(Endpoint endpoint) {
    var headers = new ArrayList<String>();
    var body = new byte[0];
    if (endpoint.hasFile()) {
      headers.add("Content-Type: multipart/form-data; boundary=" + BOUNDARY);
      body = multipart(endpoint);
    } else if (endpoint.body() != null) {
      headers.add("Content-Type: application/json");
      body = JSON.writeValueAsBytes(value("body", endpoint.body(), 0));
    }
    return new Sample(endpoint.verb(), target(endpoint), headers, body, true);
  }

  private String target(Endpoint endpoint) {
    var path =
        java.util.regex.Pattern.compile("\\{([^}]+)}")
            .matcher(endpoint.pattern())
            .replaceAll(found -> encoded(pathValue(found.group(1))));
    var query =
        endpoint.hasFile()
            ? ""
            : endpoint.query().stream()
                .filter(field -> random.nextInt(3) > 0)
                .map(field -> field.name() + "=" + encoded(value(field.name(), field.type(), 0)))
                .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private Object pathValue(String name) {
    return name.equals("id") ? 1 + random.nextInt(OPEN_CASES) : value(name, String.class, 0);
  }

  private Object value(String name, Type type, int depth) {
    var known = KNOWN.get(name);
    if (type == String.class) {
      return known != null ? pick(known) : name.equals("time") ? time().toString() : "污水 " + name;
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? List.of(value(name, generic.getActualTypeArguments()[0], depth + 1))
          : Map.of("note", "好", "depth", random.nextInt(9));
    }
    if (!(type instanceof Class<?> plain)) {
      return Map.of();
    }
    if (plain == double.class || plain == Double.class) {
      return switch (name) {
        case "lon" -> 106.52 + random.nextInt(300) / 1000.0;
        case "lat" -> 29.57 + random.nextInt(100) / 1000.0;
        default -> random.nextInt(1000) / 10.0;
      };
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return random.nextBoolean();
    }
    if (plain.isPrimitive() || Number.class.isAssignableFrom(plain)) {
      return 1 + random.nextInt(OPEN_CASES);
    }
    if (plain == Instant.class) {
      return time().toString();
    }
    if (plain == LocalDate.class) {
      return "2026-11-" + (10 + random.nextInt(15));
    }
    if (plain.isArray()) {
      return java.util.stream.IntStream.range(0, 1 + random.nextInt(4))
          .mapToObj(i -> value(name, plain.getComponentType(), depth + 1))
          .toList();
    }
    return plain.isRecord() && depth < 4 ? object(plain, depth) : attributes();
  }

  private Map<String, Object> object(Class<?> type, int depth) {
    var object = new LinkedHashMap<String, Object>();
    Arrays.stream(type.getRecordComponents())
        .forEach(part ->
            object.put(part.getName(), value(part.getName(), part.getGenericType(), depth + 1)));
    return object;
  }

  private static JsonNode attributes() {
    return JSON.readTree("{\"volume\": 44, \"built\": 2009}");
  }

  private byte[] multipart(Endpoint endpoint) {
    var out = new java.io.ByteArrayOutputStream();
    for (var field : endpoint.query()) {
      out.writeBytes(part(field.name(), "", ""));
      out.writeBytes(text(value(field.name(), field.type(), 0) + "\r\n"));
    }
    out.writeBytes(part("file", "; filename=\"a.png\"", "Content-Type: image/png\r\n"));
    out.writeBytes(Pictures.png(random));
    out.writeBytes(text("\r\n--" + BOUNDARY + "--\r\n"));
    return out.toByteArray();
  }

  private static byte[] part(String name, String more, String header) {
    return text(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n%s\r\n"
            .formatted(BOUNDARY, name, more, header));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Instant time() {
    return TestServer.START.minusSeconds(random.nextInt(86_400));
  }

  static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
