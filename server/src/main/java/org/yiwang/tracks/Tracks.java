package org.yiwang.tracks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Settings;
import org.yiwang.platform.Text;
import org.yiwang.registry.Kinds;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The installed track packages: a folder each, with {@code track.yaml} and files such as {@code
 * rules.yaml}, {@code plans.yaml} and {@code cases.yaml}, which the modules of the flow read with
 * {@link #read}. A file that can't be used stops the start, with file, line and reason.
 */
@Component
public class Tracks {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .annotationIntrospector(new RequiredValues())
          .build();

  /** The files that a package may have; a module of the flow reads each. */
  private static final Set<String> FILES =
      new TreeSet<>(
          List.of(
              "track.yaml",
              "kinds.yaml",
              "rules.yaml",
              "calendars.yaml",
              "zones.yaml",
              "plans.yaml",
              "cases.yaml",
              "routes.yaml",
              "calendar.yaml",
              "scores.yaml",
              "baselines.yaml",
              "devices.yaml"));

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern MISSING =
      Pattern.compile("Missing required creator property '([^']+)'.*", Pattern.DOTALL);

  private record Head(int version, Text name, Text sector) {
    Head {
      if (version < 1) {
        throw new IllegalArgumentException("version must be 1 or more");
      }
    }
  }

  private final List<Track> tracks;

  @Autowired
  Tracks(Settings settings, Kinds kinds, JdbcClient sql, Clock clock) {
    this(settings.tracksFolder());
    for (var track : tracks) {
      var file = track.folder().resolve("kinds.yaml");
      if (Files.exists(file)) {
        try {
          kinds.install(track.id(), text(file));
        } catch (IllegalArgumentException e) {
          throw TrackException.at(track.id() + "/kinds.yaml", 0, String.valueOf(e.getMessage()));
        }
      }
    }
    for (var track : tracks) {
      sql.sql(
              """
              insert into tracks.installed (track, version, fingerprint, installed_at)
              values (:track, :version, :fingerprint, :now)
              on conflict do nothing
              """)
          .param("track", track.id())
          .param("version", track.version())
          .param("fingerprint", fingerprint(track.folder()))
          .param("now", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
    }
  }

  /** The packages of a folder, to be read and not installed. */
  public Tracks(Path folder) {
    tracks = find(folder);
  }

  /** All tracks, by their names. */
  public List<Track> list() {
    return tracks;
  }

  /** A file of every track that has it, read as a type whose constructor checks it. */
  public <T> Map<Track, T> read(String file, Class<T> type) {
    var all = new java.util.LinkedHashMap<Track, T>();
    for (var track : tracks) {
      var path = track.folder().resolve(file);
      if (Files.exists(path)) {
        all.put(track, parse(path, type));
      }
    }
    return all;
  }

  /** The text of a file of every track that has it, for modules with a parser of their own. */
  public Map<String, String> texts(String file) {
    var all = new TreeMap<String, String>();
    for (var track : tracks) {
      var path = track.folder().resolve(file);
      if (Files.exists(path)) {
        all.put(track.id() + "/" + file, text(path));
      }
    }
    return all;
  }

  /**
   * What is wrong with a word of a track's file, as only the module that reads it can tell.
   *
   * @param word the word at fault; the first line that has it is named
   */
  public TrackException fault(Track track, String file, String word, String reason) {
    var lines = text(track.folder().resolve(file)).lines().toList();
    var has = Pattern.compile("(?<![\\w.-])" + Pattern.quote(word) + "(?![\\w.-])");
    var line = 0;
    for (var i = 0; i < lines.size() && line == 0; i++) {
      line = has.matcher(lines.get(i)).find() ? i + 1 : 0;
    }
    return TrackException.at(track.id() + "/" + file, line, reason);
  }

  private static List<Track> find(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new TrackException("the folder of the tracks is not there: " + folder);
    }
    var found = new ArrayList<Track>();
    try (var folders = Files.list(folder)) {
      for (var one : folders.sorted().toList()) {
        var id = one.getFileName().toString();
        if (Files.isDirectory(one) && !id.startsWith(".")) {
          checkFiles(one, id);
          var read = parse(one.resolve("track.yaml"), Head.class);
          found.add(new Track(id, read.version(), read.name(), read.sector(), one));
        }
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file with a wrong name would be passed over, and nobody would know why nothing happens. */
  private static void checkFiles(Path folder, String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      throw TrackException.at(id, 0, "the folder's name must be of a-z, 0-9 and dash");
    }
    if (!Files.exists(folder.resolve("track.yaml"))) {
      throw TrackException.at(
          id + "/track.yaml", 0, "is missing; it says version, name and sector");
    }
    try (var files = Files.list(folder)) {
      for (var file : files.map(path -> path.getFileName().toString()).sorted().toList()) {
        if (file.matches(".*\\.ya?ml") && !FILES.contains(file)) {
          var known = String.join(", ", FILES);
          throw TrackException.at(id + "/" + file, 0, "is no file of a track; those are " + known);
        }
      }
    }
  }

  private static <T> T parse(Path path, Class<T> type) {
    var name = path.subpath(path.getNameCount() - 2, path.getNameCount()).toString();
    try {
      return YAML.readValue(text(path), type);
    } catch (DatabindException e) {
      throw TrackException.at(name, line(e), where(e) + reason(e));
    } catch (JacksonException e) {
      throw TrackException.at(name, line(e), e.getOriginalMessage());
    }
  }

  private static int line(JacksonException e) {
    var location = e.getLocation();
    return location == null ? 0 : location.getLineNr();
  }

  private static String where(JacksonException e) {
    var path = new StringBuilder();
    for (var step : e.getPath()) {
      var name = step.getPropertyName();
      path.append(name == null ? "[" + step.getIndex() + "]" : (path.isEmpty() ? "" : ".") + name);
    }
    return path.isEmpty() ? "" : path + ": ";
  }

  private static @Nullable String reason(DatabindException e) {
    var missing = MISSING.matcher(e.getOriginalMessage());
    if (missing.matches()) {
      return missing.group(1) + " is missing";
    }
    var cause = e.getCause();
    return cause instanceof IllegalArgumentException || cause instanceof NullPointerException
        ? cause.getMessage()
        : e.getOriginalMessage();
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(Path folder) {
    try (var files = Files.walk(folder)) {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(folder.relativize(file).toString().getBytes());
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
