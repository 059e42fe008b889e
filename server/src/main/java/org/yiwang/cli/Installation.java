package org.yiwang.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the application as a server or as a tool, with what the command line says laid over the
 * settings.
 */
final class Installation {
  private final Map<String, Object> properties = new HashMap<>();

  private final Path data;

  Installation(Path data) {
    this.data = data;
    var home = Path.of(System.getProperty("yiwang.home", "."));
    set("yiwang.data", data.toAbsolutePath().normalize().toString());
    set("yiwang.tracks", home.resolve("tracks").toString());
    set("yiwang.web", home.resolve("web/dist").toString());
  }

  Path data() {
    return data;
  }

  /** Says nothing but what the command itself says. */
  Installation quiet() {
    set("logging.level.root", "off");
    return set("logging.level.org.yiwang", "off");
  }

  Installation set(String key, Object value) {
    properties.put(key, value);
    return this;
  }

  Installation config(@Nullable Path file) {
    if (file != null) {
      set("spring.config.additional-location", file.toAbsolutePath().toUri().toString());
    }
    return this;
  }

  /** The whole server. */
  ConfigurableApplicationContext serve(Class<?> application) {
    return build(application).run();
  }

  /** Only what a command needs, beside a running server or without one. */
  ConfigurableApplicationContext tool(Class<?> application) {
    set("yiwang.tool", "true");
    set("yiwang.mqtt.port", "-1");
    quiet();
    return build(application).web(WebApplicationType.NONE).run();
  }

  private SpringApplicationBuilder build(Class<?> application) {
    var arguments = new SpringApplicationBuilder(application);
    // System properties win over the configuration file, as a command line should.
    properties.forEach((key, value) -> System.setProperty(key, value.toString()));
    return arguments;
  }
}
