package org.yiwang.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Brings the schema of every module up to date, a schema a module, in the order of the flow.
 *
 * <p>Asking Flyway about fifteen schemas takes longer than all the rest of a warm start, so the
 * fingerprint of all scripts is kept, and an unchanged one is proof enough.
 */
public final class Migrations {
  /** Modules that keep data, in the order of the flow: a schema may refer to earlier ones only. */
  static final List<String> MODULES =
      List.of(
          "platform",
          "territory",
          "people",
          "registry",
          "access",
          "tracks",
          "rules",
          "history",
          "intake",
          "setting",
          "detection",
          "warning",
          "plan",
          "cases",
          "dispatch",
          "handling",
          "scoring",
          "outbox");

  private Migrations() {}

  /** Applies what is missing. */
  public static void apply(DataSource database) {
    var fingerprint = fingerprint();
    var sql = JdbcClient.create(database);
    if (fingerprint.equals(applied(sql))) {
      return;
    }
    for (var module : MODULES) {
      if (scripts(module).length > 0) {
        Flyway.configure()
            .dataSource(database)
            .schemas(module)
            .locations("classpath:db/" + module)
            .load()
            .migrate();
      }
    }
    sql.sql("delete from platform.migrated").update();
    sql.sql("insert into platform.migrated (fingerprint) values (?)").param(fingerprint).update();
  }

  /** Fingerprint of the schema a database has; empty where there is none. */
  public static String applied(Connection connection) {
    return applied(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
  }

  private static String applied(JdbcClient sql) {
    var exists =
        sql.sql("select to_regclass('platform.migrated') is not null")
            .query(Boolean.class)
            .single();
    return exists
        ? sql.sql("select fingerprint from platform.migrated")
            .query(String.class)
            .optional()
            .orElse("")
        : "";
  }

  private static String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var module : MODULES) {
        for (var script : scripts(module)) {
          digest.update(String.valueOf(script.getFilename()).getBytes(StandardCharsets.UTF_8));
          digest.update(script.getContentAsByteArray());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static org.springframework.core.io.Resource[] scripts(String module) {
    try {
      return new PathMatchingResourcePatternResolver()
          .getResources("classpath*:db/" + module + "/*.sql");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
