package org.yiwang.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.access.Audit;
import org.yiwang.platform.Caller;
import org.yiwang.platform.DataFolder;
import org.yiwang.platform.Migrations;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Settings;
import org.yiwang.platform.postgres.PostgresServer;

/**
 * The database of an installation for a small command, without starting the application: the one of
 * the running server, or, when none runs, PostgreSQL started for as long as the command takes.
 */
final class Beside implements AutoCloseable {
  /** Who acts where nobody has to be signed in: whoever may use the machine. */
  static final Caller COMMAND_LINE = new Caller("machine", 0, "command line", null, List.of());

  private final Settings settings;
  private final DataSource database;
  private final @Nullable PostgresServer own;
  private final @Nullable DataFolder folder;

  private Beside(
      Settings settings,
      DataSource database,
      @Nullable PostgresServer own,
      @Nullable DataFolder folder) {
    this.settings = settings;
    this.database = database;
    this.own = own;
    this.folder = folder;
  }

  static Beside open(Path data, @Nullable Path config) {
    // A command answers with what it was asked for, not with how it got there.
    for (var name : new String[] {Logger.ROOT_LOGGER_NAME, "org.yiwang"}) {
      if (LoggerFactory.getLogger(name) instanceof ch.qos.logback.classic.Logger logger) {
        logger.setLevel(ch.qos.logback.classic.Level.OFF);
      }
    }
    var settings = settings(data, config);
    var external = settings.database();
    if (external != null) {
      var database =
          new DriverManagerDataSource(external.url(), external.user(), external.password());
      try {
        Migrations.apply(database);
      } catch (RuntimeException e) {
        throw Refused.conflict("database", external.url() + ": " + Commands.reason(e));
      }
      return new Beside(settings, database, null, null);
    }
    var folder = DataFolder.tryTake(data);
    var server = PostgresServer.start(data.resolve("postgres"), settings.cacheFolder(), true);
    var database = new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password());
    if (folder == null) {
      return new Beside(settings, database, null, null);
    }
    Migrations.apply(database);
    return new Beside(settings, database, server, folder);
  }

  /** Whether the territory has, or had, an area of this code. */
  boolean isArea(String code) {
    return sql()
        .sql("select exists (select from territory.area where code = ?)")
        .param(code)
        .query(Boolean.class)
        .single();
  }

  /**
   * Like {@link #open}, for a command that makes sense only where something is already.
   *
   * @throws Refused when the folder holds no installation: more likely a wrong name than a wish
   */
  static Beside openExisting(Path data, @Nullable Path config) {
    requireInstallation(data, config);
    return open(data, config);
  }

  /** Refuses a folder without an installation; what an external database holds is its own. */
  static void requireInstallation(Path data, @Nullable Path config) {
    if (!isInstallation(data, config)) {
      throw Refused.invalid("--data", "there is no installation in " + data);
    }
  }

  static boolean isInstallation(Path data, @Nullable Path config) {
    return settings(data, config).database() != null || Files.exists(data.resolve("postgres"));
  }

  Settings settings() {
    return settings;
  }

  JdbcClient sql() {
    return JdbcClient.create(database);
  }

  /** Does something in one transaction with its entry in the audit. */
  <T> T noted(String action, String object, String detail, Supplier<T> work) {
    var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    return Objects.requireNonNull(
        transaction.execute(status -> {
          new Audit(sql()).record(COMMAND_LINE, action, object, detail);
          return work.get();
        }));
  }

  /** A connection of its own; with {@code sql()} each statement has another one. */
  Connection connect() throws SQLException {
    return database.getConnection();
  }

  /** Whether no server runs on the folder; of an external database nobody can tell. */
  boolean isAlone() {
    return settings.database() != null || folder != null;
  }

  /** As the server reads them: the environment wins over the configuration file. */
  private static Settings settings(Path data, @Nullable Path config) {
    var environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    if (config != null) {
      try {
        new YamlPropertySourceLoader()
            .load("config", new FileSystemResource(config))
            .forEach(sources::addLast);
      } catch (IOException e) {
        throw new UncheckedIOException("the configuration can't be read: " + config, e);
      }
    }
    sources.addFirst(
        new MapPropertySource(
            "command", Map.of("yiwang.data", data.toString(), "yiwang.tool", "true")));
    return Binder.get(environment).bindOrCreate("yiwang", Settings.class);
  }

  /** A PostgreSQL that was running before stays; one started for the command is stopped. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
    if (folder != null) {
      folder.close();
    }
  }
}
