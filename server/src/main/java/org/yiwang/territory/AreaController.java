package org.yiwang.territory;

import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import tools.jackson.databind.json.JsonMapper;

/** Areas, their outlines, and the grid around a point. Not secret: open to all who sign in. */
@RestController
@RequestMapping("/api/v1/areas")
class AreaController {
  record LevelView(String code, int rank, Text name) {}

  record Located(Area grid, List<Area> path) {}

  private final Areas areas;
  private final JsonMapper json;

  AreaController(Areas areas, JsonMapper json) {
    this.areas = areas;
    this.json = json;
  }

  /** With a level: all of that level below the parent. Without: the parent's children. */
  @Needs(Needs.SIGN_IN)
  @GetMapping
  Page<Area> list(
      @RequestParam @Nullable String level,
      @RequestParam @Nullable String parent,
      @RequestParam @Nullable LocalDate on,
      @RequestParam @Nullable String q) {
    var found =
        choose(level, parent, day(on)).stream()
            .filter(area -> q == null || matches(area, q.toLowerCase(Locale.ROOT)))
            .toList();
    return Page.of(found);
  }

  @Needs(Needs.SIGN_IN)
  @GetMapping("/levels")
  Page<LevelView> levels() {
    var levels =
        areas.ground().levels().values().stream()
            .sorted(Comparator.comparingInt(Level::rank))
            .map(level ->
                new LevelView(level.code(), level.rank(), new Text(level.zh(), level.en())))
            .toList();
    return Page.of(levels);
  }

  @Needs(Needs.SIGN_IN)
  @GetMapping("/locate")
  Located locate(
      @RequestParam double lon, @RequestParam double lat, @RequestParam @Nullable LocalDate on) {
    if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) {
      throw Refused.invalid("lon, lat", "not a position in degrees");
    }
    var day = day(on);
    var grid =
        areas
            .locate(lon, lat, day)
            .orElseThrow(() -> Refused.notFound("lon, lat", lon + ", " + lat));
    return new Located(grid, areas.listPath(grid.code(), day));
  }

  /**
   * The tag changes with the map and with the day's period only, so a day's first look is cached.
   */
  @Needs(Needs.SIGN_IN)
  @GetMapping("/geojson")
  @Nullable ResponseEntity<String> geojson(
      @RequestParam @Nullable String level,
      @RequestParam @Nullable String parent,
      @RequestParam @Nullable LocalDate on,
      WebRequest request) {
    var day = day(on);
    var tag = "\"%d-%s-%s-%s\"".formatted(areas.revision(), day, encoded(level), encoded(parent));
    if (request.checkNotModified(tag)) {
      return null;
    }
    return ResponseEntity.ok()
        .eTag(tag)
        .cacheControl(CacheControl.noCache().cachePrivate())
        .contentType(MediaType.parseMediaType("application/geo+json"))
        .body(collection(choose(level, parent, day), areas.on(day)));
  }

  /** A header can't hold every character that a query can. */
  private static String encoded(@Nullable String text) {
    return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String collection(Collection<Area> chosen, Period period) {
    var text = new StringWriter();
    try (var out = json.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringProperty("type", "FeatureCollection");
      out.writeArrayPropertyStart("features");
      for (var area : chosen) {
        var version = period.version(area.code());
        if (version != null && !version.outline().isEmpty()) {
          out.writeStartObject();
          out.writeStringProperty("type", "Feature");
          out.writeObjectPropertyStart("properties");
          out.writeStringProperty("code", area.code());
          out.writeStringProperty("name", area.name());
          out.writeStringProperty("level", area.level());
          out.writeStringProperty("parent", area.parent());
          out.writeEndObject();
          out.writeName("geometry");
          GeoJson.write(version.outline(), out);
          out.writeEndObject();
        }
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return text.toString();
  }

  private Collection<Area> choose(@Nullable String level, @Nullable String parent, LocalDate day) {
    var period = areas.on(day);
    if (parent != null) {
      var above = period.find(parent).orElseThrow(() -> Refused.notFound("parent", parent));
      if (level == null) {
        return period.children(parent);
      }
      return period.areas().stream()
          .filter(area -> area.level().equals(level) && area.liesIn(above))
          .toList();
    }
    return period.areas().stream()
        .filter(area -> level == null || area.level().equals(level))
        .toList();
  }

  private static boolean matches(Area area, String q) {
    return area.code().startsWith(q)
        || area.name().toLowerCase(Locale.ROOT).contains(q)
        || (area.en() != null && area.en().toLowerCase(Locale.ROOT).contains(q));
  }

  private LocalDate day(@Nullable LocalDate on) {
    return on == null ? areas.today() : on;
  }
}
