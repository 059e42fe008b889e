package org.yiwang.platform;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may set, in {@code yiwang.yml} or by environment variables ({@code
 * YIWANG_DATA}, {@code YIWANG_DATABASE_URL} …). {@code docs/operations/yiwang.example.yml} has
 * every key with its meaning.
 *
 * @param data folder that holds everything the installation keeps
 * @param cache folder for things that can be made again, such as the unpacked PostgreSQL
 * @param zone time zone of the city: days, shifts and calendars are counted in it
 * @param database an external PostgreSQL; without it the program runs its own
 * @param mqtt the message broker
 * @param tracks folder of the track packages
 * @param tiles address of a tile service for the map, or null for our own layers only
 * @param web folder of the built web client
 * @param tool true for a command beside a running server: nothing is taken in, judged or sent
 * @param demo what turns the installation into a demo, or null for real use
 */
@ConfigurationProperties("yiwang")
public record Settings(
    @DefaultValue("data") String data,
    @Nullable String cache,
    @DefaultValue("Asia/Shanghai") ZoneId zone,
    @Nullable Database database,
    @DefaultValue Mqtt mqtt,
    @DefaultValue("tracks") String tracks,
    @Nullable String tiles,
    @DefaultValue("web/dist") String web,
    @DefaultValue("false") boolean tool,
    @Nullable Demo demo) {

  /**
   * An external PostgreSQL, version 15 or later.
   *
   * @param url JDBC address
   * @param user name of the role that owns the schemas
   * @param password its password
   */
  public record Database(String url, String user, String password) {}

  /**
   * The message broker.
   *
   * @param port port of the embedded broker; 0 picks a free one, -1 starts none
   * @param url address of an external broker such as {@code tcp://broker:1883}, or null
   * @param user name for the external broker, or null
   * @param password its password, or null
   */
  public record Mqtt(
      @DefaultValue("1883") int port,
      @DefaultValue("127.0.0.1") String address,
      @Nullable String url,
      @Nullable String user,
      @Nullable String password) {}

  /**
   * A demo.
   *
   * @param speed seconds of the model district in a second of the wall clock
   * @param district folder of the model district's files
   * @param script file of the scripted day, or null for a district where nothing happens
   */
  public record Demo(
      @DefaultValue("60") double speed,
      @DefaultValue("demo/district") String district,
      @Nullable String script) {}

  /** The data folder; Spring would look for a relative {@code Path} among its resources first. */
  public Path dataFolder() {
    return Path.of(data);
  }

  /** Folder of the track packages. */
  public Path tracksFolder() {
    return Path.of(tracks);
  }

  /** The cache folder, by default the user's. */
  public Path cacheFolder() {
    if (cache != null) {
      return Path.of(cache);
    }
    var base = System.getenv("XDG_CACHE_HOME");
    return base == null || base.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "yiwang")
        : Path.of(base, "yiwang");
  }
}
