package org.yiwang.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yiwang.access.Roles;
import org.yiwang.access.Tokens;
import org.yiwang.platform.Refused;
import org.yiwang.replay.ReadingDoor;
import org.yiwang.replay.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code replay FILE --map MAP.yaml}: to the server that runs on the data folder, to one at an
 * address, or, when none runs, to one that is started for as long as it takes.
 */
@Command(
    name = "replay",
    description = "Plays a file of sensor readings through the same door as live ones.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  private static final String NAME = "replay";
  private static final int MOST_REASONS = 5;

  private final Class<?> application;

  @Parameters(paramLabel = "FILE", description = "text with separated values")
  private Path file = Path.of("");

  @Option(names = "--map", required = true, description = "what the columns mean (YAML)")
  private Path map = Path.of("");

  @Option(names = "--data", defaultValue = "data/main", description = "folder of the installation")
  private Path data = Path.of("");

  @Option(names = "--config", description = "configuration file")
  private @Nullable Path config;

  @Option(
      names = "--speed",
      defaultValue = "max",
      description = "1: in the rhythm of its times; N: N times as fast; max (default)")
  private String speed = "max";

  @Option(names = "--url", description = "address of a server elsewhere")
  private @Nullable String url;

  @Option(names = "--token", description = "bearer token for --url")
  private @Nullable String token;

  ReplayCommand(Class<?> application) {
    this.application = application;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isReadable(file)) {
      throw Refused.invalid("FILE", "there is no " + file);
    }
    if (url != null) {
      if (token == null) {
        throw Refused.invalid("--token", "is missing");
      }
      return play(url, token);
    }
    Beside.requireInstallation(data, config);
    return ServerAddress.find(data).isPresent() ? playToRunning() : playToOwn();
  }

  private int playToRunning() throws IOException, InterruptedException {
    var address = ServerAddress.find(data).orElseThrow();
    try (var beside = Beside.open(data, config)) {
      var tokens = new Tokens(beside.sql(), new Roles(beside.settings()));
      var id = tokens.create(NAME, "integrator", null, null);
      try {
        return play(address, id);
      } finally {
        tokens.end(id);
      }
    }
  }

  private int playToOwn() throws IOException, InterruptedException {
    var installation =
        new Installation(data)
            .config(config)
            .set("server.port", 0)
            .set("yiwang.mqtt.port", -1)
            .quiet();
    try (var context = installation.serve(application)) {
      var port = context.getEnvironment().getProperty("local.server.port");
      var tokens = context.getBean(Tokens.class);
      var id = tokens.create(NAME, "integrator", null, null);
      try {
        return play("http://127.0.0.1:" + port, id);
      } finally {
        tokens.end(id);
      }
    }
  }

  private int play(String address, String bearer) throws IOException, InterruptedException {
    try (var door = new ReadingDoor(address, bearer, String.valueOf(file.getFileName()))) {
      var counts = new Replay(map, door, factor()).play(file);
      System.out.println("read: " + counts.rows() + " rows");
      System.out.println("found: " + counts.readings() + " readings");
      System.out.println("stored: " + counts.stored() + " readings");
      System.out.println("duplicate: " + counts.duplicate() + " readings");
      System.out.println("missing: " + counts.missing() + " values");
      System.out.println("quarantined: " + counts.quarantined() + " readings");
      door.reasons(MOST_REASONS).forEach(reason -> System.err.println("  " + reason));
      return 0;
    }
  }

  private double factor() {
    if (speed.toLowerCase(Locale.ROOT).equals("max")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      var factor = Double.parseDouble(speed);
      if (factor > 0) {
        return factor;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is not above 0.
    }
    throw Refused.invalid("--speed", "must be a number above 0, or max");
  }
}
