package org.yiwang.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.yiwang.platform.Refused;

/**
 * Starts the application as a server or as a tool, with what the command line says laid over the
 * settings.
 */
final class Installation {
  /** What the command line says: it wins over the environment and the configuration file. */
  private final Map<String, Object> properties = new HashMap<>();

  /** What holds where neither of them says anything. */
  private final Map<String, Object> defaults = new HashMap<>();

  private final Path data;

  Installation(Path data) {
    this.data = data;
    var home = Path.of(System.getProperty("yiwang.home", "."));
    set("yiwang.data", data.toAbsolutePath().normalize().toString());
    defaults.put("yiwang.tracks", home.resolve("tracks").toString());
    defaults.put("yiwang.web", home.resolve("web/dist").toString());
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
      if (!Files.isReadable(file)) {
        throw Refused.invalid("--config", "there is no file " + file);
      }
      set("spring.config.additional-location", file.toAbsolutePath().toUri().toString());
    }
    return this;
  }

  /** The whole server. */
  ConfigurableApplicationContext serve(Class<?> application) {
    // Why a start failed is told once, in a line, by whoever asked for it.
    defaults.put("logging.level.org.springframework.boot.SpringApplication", "off");
    defaults.put("logging.level.org.springframework.boot.web.server.servlet.context", "off");
    defaults.put("logging.level.org.springframework.context.support", "off");
    return build(application)
        .initializers(context -> requireFreePort(context.getEnvironment()))
        .run();
  }

  /** Said before the database is started, not half a minute later. */
  private static void requireFreePort(Environment environment) {
    var port = environment.getRequiredProperty("server.port", Integer.class);
    if (port < 0 || port > 65_535) {
      throw Refused.invalid("server.port", "must be between 0 and 65535");
    }
    if (port != 0 && Commands.isTaken(port)) {
      throw Refused.conflict("--port", port + " is taken; choose another one");
    }
  }

  /** Only what a command needs, beside a running server or without one. */
  ConfigurableApplicationContext tool(Class<?> application) {
    set("yiwang.tool", "true");
    set("yiwang.mqtt.port", "-1");
    quiet();
    return build(application).web(WebApplicationType.NONE).run();
  }

  private SpringApplicationBuilder build(Class<?> application) {
    var arguments = new SpringApplicationBuilder(application).properties(defaults);
    // System properties win over environment and configuration file, as a command line should.
    properties.forEach((key, value) -> System.setProperty(key, value.toString()));
    return arguments;
  }
}
